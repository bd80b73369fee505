"""A language that shows what nobody marked for translation: every sentence stands in brackets, every page is mirrored.

    python -m tests.web.browser.pseudo data/locale

writes it for a node whose SAOLA_DATA is ``data``; with SAOLA_PSEUDO=1 it is offered there as “Mirrored”. What
stands on a page without brackets is data, or was not marked.
"""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

GATHERED = Path(__file__).parents[3] / "src/saola/locale/zh_Hans/LC_MESSAGES/django.po"
LANGUAGE = "ar-xb"
OPEN, CLOSE = "⟦", "⟧"


def bracketed(text: str) -> str:
    return f"{OPEN}{text}{CLOSE}"


def write(folder: Path, gathered: Path = GATHERED) -> Path:
    """Write ``ar_XB/LC_MESSAGES/django.mo`` below ``folder``, from the sentences gathered for translation."""
    catalogue = Catalog(charset="utf-8")
    with gathered.open("rb") as lines:
        for message in read_po(lines, locale="zh_Hans"):
            if not message.id:
                continue
            if isinstance(message.id, str):
                catalogue.add(message.id, bracketed(message.id), context=message.context)
            else:
                forms = tuple(bracketed(form) for form in message.id)
                catalogue.add(message.id, forms, context=message.context)
    path = folder / "ar_XB" / "LC_MESSAGES" / "django.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as compiled:
        write_mo(compiled, catalogue)
    return path


if __name__ == "__main__":
    sys.stdout.write(f"{write(Path(sys.argv[1]))}\n")
