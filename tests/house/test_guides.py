"""The guides name commands, options and files that are there."""

import re
import shlex
from pathlib import Path

import click
import pytest

from saola.cli.main import saola

ROOT = Path(__file__).parents[2]
GUIDES = sorted((ROOT / "docs" / "guide").glob("*.md"))
IN_CHINESE = sorted((ROOT / "docs" / "zh").glob("*.md"))


def commands(text):
    """Each ``saola ...`` line of a code block, or between back-ticks, as words."""
    lines = re.findall(r"^saola .*$", text, re.MULTILINE) + re.findall(r"`(saola [^`\n]*)`", text)
    return [shlex.split(line, comments=True)[1:] for line in lines]


@pytest.mark.parametrize("guide", GUIDES + IN_CHINESE, ids=lambda guide: f"{guide.parent.name}-{guide.stem}")
def test_guide_names_commands_that_are_there(guide):
    for words in commands(guide.read_text()):
        command = saola
        while isinstance(command, click.Group):
            command = command.commands[words.pop(0)]
        options = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= options, command.name


@pytest.mark.parametrize("guide", GUIDES + IN_CHINESE, ids=lambda guide: f"{guide.parent.name}-{guide.stem}")
def test_guide_leads_to_pages_that_are_there(guide):
    text = guide.read_text()
    named = re.findall(r"`((?:docs/|[A-Z]+\.md)[\w/.-]*)`", text)
    linked = re.findall(r"\]\(([\w./-]+\.md)\)", text)
    assert [name for name in named if not (ROOT / name).exists()] == []
    assert [target for target in linked if not (guide.parent / target).exists()] == []


def test_there_is_a_guide_for_each_person_of_this_issue():
    index = (ROOT / "docs" / "guide" / "README.md").read_text()
    assert {guide.name for guide in GUIDES} - {"README.md"} == set(re.findall(r"\]\(([\w-]+\.md)\)", index))


def test_chinese_index_leads_to_every_guide_in_one_language_or_the_other():
    index = (ROOT / "docs" / "zh" / "README.md").read_text()
    led_to = {Path(target).name for target in re.findall(r"\]\(([\w./-]+\.md)\)", index)}
    assert {guide.name for guide in GUIDES} - {"README.md"} <= led_to
