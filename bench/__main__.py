"""Every benchmark, one after the other: ``make bench``. The soak of ten minutes is asked for by name."""

import subprocess
import sys
from pathlib import Path

for module in sorted(
    path.stem
    for path in Path(__file__).parent.glob("*.py")
    if not path.stem.startswith("_") and path.stem != "soak"
):
    subprocess.run([sys.executable, "-m", f"bench.{module}"], check=False)
