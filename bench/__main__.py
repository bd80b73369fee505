"""Every benchmark, one after the other: ``make bench``. The soak of ten minutes is asked for by name."""

import subprocess
import sys
from pathlib import Path

for module in sorted(
    path.stem
    for path in Path(__file__).parent.iterdir()
    if (path.suffix == ".py" or (path / "__main__.py").exists()) and path.stem not in ("__main__", "soak")
):
    subprocess.run([sys.executable, "-m", f"bench.{module}"], check=False)
