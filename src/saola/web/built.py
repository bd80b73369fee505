"""The built styles and scripts, found by the manifest that the front end's build leaves behind."""

import json
from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static

DIST = Path(__file__).parent / "static" / "dist"


def built_files(entry: str, dist: Path = DIST) -> dict[str, list[str]]:
    """The ``styles`` and ``scripts`` (URLs) of an entry of the build; both empty where nothing was built."""
    manifest_path = dist / "manifest.json"
    if not manifest_path.is_file():
        return {"styles": [], "scripts": []}
    chunk = _manifest(manifest_path, manifest_path.stat().st_mtime_ns).get(entry, {})
    names = [*chunk.get("css", []), *([chunk["file"]] if "file" in chunk else [])]
    return {
        "styles": [static(f"dist/{name}") for name in names if name.endswith(".css")],
        "scripts": [static(f"dist/{name}") for name in names if name.endswith(".js")],
    }


@lru_cache(maxsize=2)
def _manifest(path: Path, changed: int) -> dict:
    return json.loads(path.read_text())
