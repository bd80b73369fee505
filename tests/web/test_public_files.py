"""What is public under /static, and what the proxy of the guide lets through."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

from saola.apps.quarantine import uploads
from saola.web.public_files import PublicFiles

ROOT = Path(__file__).parents[2]
SIZES = {"m": 1024**2, "g": 1024**3}


def test_fonts_of_the_typesetter_are_found_by_the_node_and_listed_for_nobody(tmp_path):
    for name in ("assets/main.js", "typesetting/whole.ttf"):
        (tmp_path / "dist" / name).parent.mkdir(parents=True)
        (tmp_path / "dist" / name).write_bytes(b"x")
    finder = PublicFiles()
    finder.storages = {"saola.web": FileSystemStorage(tmp_path)}
    finder.apps = ["saola.web"]
    assert [path for path, _ in finder.list(None)] == ["dist/assets/main.js"]
    assert finder.find("dist/typesetting/whole.ttf") == str(tmp_path / "dist/typesetting/whole.ttf")


def test_what_is_public_is_listed_by_that_finder_alone():
    assert [type(each) for each in finders.get_finders()] == [PublicFiles]
    assert not [path for finder in finders.get_finders() for path, _ in finder.list(None) if ".ttf" in path]
    assert settings.WHITENOISE_USE_FINDERS
    assert not settings.WHITENOISE_AUTOREFRESH


def test_proxy_of_the_guide_lets_through_what_is_taken_and_hardly_more():
    written = (ROOT / "docs/deploy/nginx.conf").read_text(encoding="utf-8")
    usual, originals = re.split(rf"location {uploads.OF_ORIGINALS} {{", written)
    for part, bound in ((usual, uploads.USUAL), (originals, uploads.ORIGINAL)):
        (number, unit), *more = re.findall(r"client_max_body_size (\d+)([mg]);", part)
        assert not more
        assert bound <= int(number) * SIZES[unit] < 1.1 * bound
