"""Whole nodes in a folder of their own, for what only another process can show."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Node:
    """A node in ``folder``, spoken to by its command line."""

    folder: Path

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SAOLA_DATABASE")}
        return {
            **kept,
            "SAOLA_DATA": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "saola.web.settings",
            **more,
        }

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess:
        """``saola WORDS`` to its end, whatever that is; ``more`` are settings."""
        return self.python("-m", "saola", *words, **more)

    def python(self, *words: str, **more: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, *words],
            env=self.environment(**more),
            capture_output=True,
            text=True,
            check=False,
        )

    def do(self, *words: str, **more: str) -> str:
        """``saola WORDS``, which must succeed; what it printed."""
        done = self.run(*words, **more)
        assert done.returncode == 0, done.stderr
        return done.stdout

    @property
    def records(self) -> Path:
        return self.folder / "saola.sqlite3"
