"""Django's SQLite, folding the log after commits where SQLite's own checkpoints are not safe."""

from pathlib import Path

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from .. import reserve
from . import safety


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's; ``settings.DATABASES`` names it by its folder."""

    def get_new_connection(self, conn_params):
        """On a disk that is full to the last byte even reading needs a little room: the reserve is given up for it."""
        try:
            return super().get_new_connection(conn_params)
        except (OperationalError, base.Database.OperationalError):
            if not reserve.give_up():
                raise
            return super().get_new_connection(conn_params)

    def _commit(self) -> None:
        super()._commit()
        name = str(self.settings_dict["NAME"])
        if not safety.IS_MENDED and not self.is_in_memory_db() and not name.startswith("file:"):
            safety.fold(Path(name))
