"""Every sentence a person reads is said in Chinese too: complete, with its places, and gathered from today's source."""

import os
import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = Path(__file__).parents[2] / "src" / "saola"
CATALOGUES = sorted((SOURCE / "locale").glob("*/LC_MESSAGES/django.po"))
PLACES = re.compile(r"\{[^{}]*\}|%\(\w+\)[sd]")
MARKUP = re.compile(r"</?\w+[^>]*>")
FULL = re.compile(r"[\u3400-\u9fff]")
# Names, words to be typed as they are, and arrangements of values, which read the same in every language.
WITHOUT_CHINESE = {"SHA-256", "The API", "“unsettled”", "%(date)s"}


def catalogue(path):
    with path.open("rb") as lines:
        return read_po(lines, locale=path.parts[-3])


def messages(path):
    return [message for message in catalogue(path) if message.id]


def source_texts(message: Message):
    return [message.id] if isinstance(message.id, str) else list(message.id)


def translations(message: Message):
    return [message.string] if isinstance(message.string, str) else list(message.string)


def test_chinese_is_there():
    assert "zh_Hans" in [path.parts[-3] for path in CATALOGUES]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_sentence_is_translated(path):
    missing = [
        source_texts(message)[0]
        for message in messages(path)
        if message.fuzzy or not all(text.strip() for text in translations(message))
    ]
    assert missing == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_places_and_markup_are_kept(path):
    changed = []
    for message in messages(path):
        # The singular may leave out its number; a language with one form needs what the plural holds.
        model = source_texts(message)[-1]
        for text in translations(message):
            same_places = sorted(PLACES.findall(text)) == sorted(PLACES.findall(model))
            if text and not (same_places and sorted(MARKUP.findall(text)) == sorted(MARKUP.findall(model))):
                changed.append((model, text))
    assert changed == []


def test_chinese_is_written_in_chinese():
    path = next(path for path in CATALOGUES if path.parts[-3] == "zh_Hans")
    kept = [
        message.id
        for message in messages(path)
        if re.search(r"[A-Za-z]{3}", PLACES.sub("", source_texts(message)[0]))
        and not FULL.search(translations(message)[0])
    ]
    assert set(kept) <= WITHOUT_CHINESE


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_catalogue_compiles(path):
    assert [(message.id, errors) for message, errors in catalogue(path).check()] == []
    compiled = BytesIO()
    write_mo(compiled, catalogue(path))
    assert compiled.getvalue()


@pytest.fixture(scope="module")
def gathered(tmp_path_factory):
    """The sentences that stand in the source now, gathered into a copy by the command of ``make messages``."""
    if shutil.which("xgettext") is None:
        pytest.skip("gettext is not on this machine, so the sentences cannot be gathered")
    folder = tmp_path_factory.mktemp("gathered")
    copy = folder / "saola"
    left_out = shutil.ignore_patterns("static", "knowledge", "locale", "__pycache__")
    shutil.copytree(SOURCE, copy, ignore=left_out)
    (copy / "locale").mkdir()
    command = "from django.core.management import execute_from_command_line as run; import sys; run(sys.argv)"
    options = ["makemessages", "--locale", "en", "--no-wrap", "--no-location"]
    surroundings = {
        **os.environ,
        "PYTHONPATH": str(folder),
        "DJANGO_SETTINGS_MODULE": "saola.web.settings",
        "SAOLA_DATA": str(folder / "data"),
    }
    subprocess.run([sys.executable, "-c", command, *options], cwd=copy, env=surroundings, check=True)
    return copy / "locale" / "en" / "LC_MESSAGES" / "django.po"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_catalogue_holds_what_the_source_says(path, gathered):
    def keys(po):
        return {(message.context, *source_texts(message)) for message in messages(po)}

    assert keys(path) == keys(gathered), "run `make messages` and translate what is new"


def test_functions_that_mark_sentences_bear_names_that_are_gathered():
    renamed = re.compile(r"import \w*gettext\w* as (?!_$)\w+", re.MULTILINE)
    found = {path.name for path in SOURCE.rglob("*.py") if renamed.search(path.read_text())}
    assert found == set(), "only _ is known to the tools that gather sentences"
