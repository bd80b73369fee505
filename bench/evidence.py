"""Sealing an original, as fast as it streams, against ``sha256sum`` of the same file on the same machine.

Both are run in turns, so that whatever else the machine does weighs on both; the medians are compared.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5
BYTES = int(os.environ.get("SAOLA_BENCH_BYTES", 1 << 30))


def main() -> None:
    if shutil.which("sha256sum") is None:
        sys.exit("sha256sum is not on this machine, so there is nothing to compare with.")
    with tempfile.TemporaryDirectory(dir="build" if Path("build").is_dir() else None) as folder:
        original = _original(Path(folder) / "original")
        _set_up(Path(folder))
        from saola.apps.evidence import store

        stock, ours = [], []
        for _round in range(ROUNDS):
            stock.append(
                _seconds(lambda: subprocess.run(["sha256sum", original], capture_output=True, check=True))
            )
            ours.append(_seconds(lambda: _seal(store, original)))
    slow, fast = statistics.median(ours), statistics.median(stock)
    print(
        f"evidence  {BYTES / 1e6:,.0f} MB: sealed at {BYTES / slow / 1e6:,.0f} MB/s (SHA-256, SHA-512, written, forced "
        f"to the disk); sha256sum {BYTES / fast / 1e6:,.0f} MB/s; ratio {fast / slow:.2f} (goal 0.50)"
    )


def _original(path: Path) -> Path:
    piece = os.urandom(1 << 20)
    with path.open("wb") as file:
        for number in range(BYTES >> 20):
            turn = number % len(piece)
            file.write(piece[turn:] + piece[:turn])
    return path


def _set_up(folder: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saola.web.settings")
    os.environ["SAOLA_DATA"] = str(folder / "data")
    import django

    django.setup()


def _seal(store, original: Path) -> None:
    with original.open("rb", buffering=0) as stream:
        sealed = store.keep(stream)
    store.path_of(sealed.sha256).unlink()


def _seconds(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
