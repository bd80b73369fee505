"""One JSON line a figure."""

import json


def say(**figures) -> None:
    print(json.dumps({"bench": "explorer", **figures}), flush=True)
