"""What may stand in the way of a backup or a restore, as sentences for the administrator."""

from saola.core.values import Message


class BackupError(Exception):
    """Why there is no backup or no restore; ``message`` says what happened, what was kept, what to do next."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class NoRecipientError(BackupError):
    """Nobody was named for whom to encrypt."""


class BrokenBackupError(BackupError):
    """The backup is not as it was written."""


class NotEmptyError(BackupError):
    """There are records where the backup would go."""


class BrokenRecordsError(BackupError):
    """The records that are here cannot be opened."""


class SecondPersonError(BackupError):
    """A second person must approve it first."""


class NewerSchemaError(BackupError):
    """The records were kept by a newer version of Saola."""


class NoIdentityError(BackupError):
    """The backup is encrypted, and the key that opens it was not given or is another one."""
