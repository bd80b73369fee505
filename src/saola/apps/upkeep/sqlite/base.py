"""Django's SQLite, folding the log after commits where SQLite's own checkpoints are not safe."""

from pathlib import Path

from django.db.backends.sqlite3 import base

from . import safety


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's; ``settings.DATABASES`` names it by its folder."""

    def _commit(self) -> None:
        super()._commit()
        name = str(self.settings_dict["NAME"])
        if not safety.IS_MENDED and not self.is_in_memory_db() and not name.startswith("file:"):
            safety.fold(Path(name))
