"""Runs a command with a PostgreSQL of its own, gone afterwards: ``python tests/with_postgres.py pytest tests/apps``.

Needs PostgreSQL's programs (Debian: postgresql). PostgreSQL refuses to run as root, so root becomes ``postgres``.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> int:
    programs = programs_folder()
    if programs is None:
        sys.stderr.write("There is no PostgreSQL on this machine; these tests were skipped.\n")
        return 0
    folder = Path(tempfile.mkdtemp(prefix="saola-postgres-"))
    try:
        if not os.geteuid():
            shutil.chown(folder, "postgres")
        start(programs, folder)
        try:
            url = f"postgresql://saola@:5432/saola?host={folder}"
            return subprocess.run(
                sys.argv[1:], env={**os.environ, "SAOLA_DATABASE_URL": url}, check=False
            ).returncode
        finally:
            as_owner(programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def programs_folder() -> Path | None:
    """Where ``initdb`` lies: the newest that Debian has, or on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def start(programs: Path, folder: Path) -> None:
    """A cluster that listens on a socket in ``folder`` only, and that no power cut will meet."""
    as_owner(
        programs / "initdb",
        "-D",
        folder / "data",
        "-A",
        "trust",
        "-U",
        "saola",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    )
    options = f"-c listen_addresses='' -k {folder} -c fsync=off -c max_connections=200"
    as_owner(programs / "pg_ctl", "-D", folder / "data", "-w", "-o", options, "-l", folder / "log", "start")
    as_owner(programs / "createdb", "-h", folder, "-U", "saola", "saola")


def as_owner(*words: object) -> None:
    leave_root = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
    command = ([] if os.geteuid() else leave_root) + [str(word) for word in words]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


if __name__ == "__main__":
    sys.exit(main())
