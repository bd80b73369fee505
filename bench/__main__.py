"""Every benchmark, one after the other: ``make bench``."""

import subprocess
import sys
from pathlib import Path

for module in sorted(
    path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_")
):
    subprocess.run([sys.executable, "-m", f"bench.{module}"], check=False)
