"""Resolution 2013/40: every paragraph once, in its strength, with the rooms that show it."""

import re

import pytest
from django.utils import translation

from saola.apps.catalogue import library
from saola.apps.catalogue.resolution import Paragraph, Proof, paragraphs
from saola.core.values import Mark, Source

# docs of the house: the rooms of apps from the ground up.
ROOMS = {
    "journal", "accounts", "catalogue", "legislation", "permits", "seizures", "evidence", "parties", "intelligence",
    "cases", "assets", "assistance", "taskforce", "exchange", "reports",
}  # fmt: skip
# The word of the text; of paragraphs 9 and 14 the one that carries the request.
STRENGTH = {
    "strongly encourages": {1, 5}, "urges": {6}, "requests": {3, 10, 13, 15}, "encourages": {2, 4, 7, 8, 9},
    "invites": {14}, "commends": {11}, "takes note": {12},
}  # fmt: skip


def test_fifteen_paragraphs_in_order_each_checked_and_in_six_languages():
    assert [one.number for one in paragraphs()] == list(range(1, 16))
    for one in paragraphs():
        assert set(one.labels) == {"en", "ar", "es", "fr", "ru", "zh"}, one.number
        assert one.source.mark is Mark.CHECKED, one.number
        assert set(one.texts) == {"en", "zh"}, one.number
        assert one.texts["en"].endswith("."), one.number


def test_the_strength_of_the_verb_is_kept():
    said = {verb: {one.number for one in paragraphs() if one.verb == verb} for verb in STRENGTH}
    assert said == STRENGTH


def test_every_room_is_one_of_the_house_and_is_asked_a_question():
    for one in paragraphs():
        assert one.proofs, one.number
        for proof in one.proofs:
            assert proof.room in ROOMS, one.number
            assert proof.records, one.number
            assert proof.questions["en"].endswith("?"), one.number
            assert proof.questions["zh"].endswith("？"), one.number


def test_worked_case_of_the_resolution():
    case = library.read("resolution.yaml")["worked_case"]
    one = paragraphs()[case["paragraph"] - 1]
    assert (one.verb, sorted(proof.room for proof in one.proofs)) == (case["verb"], case["rooms"])


def test_a_room_that_is_not_installed_comes_later():
    here, later = Proof("seizures", ("incidents",), {}), Proof("no_such_room", (), {})
    assert (here.comes_later, later.comes_later) == (False, True)
    both = [Paragraph(1, "", "", {}, {}, proofs, Source("")) for proofs in ((later, here), (later,))]
    assert [one.comes_later for one in both] == [False, True]


def test_label_is_said_in_the_language_of_the_reader():
    with translation.override("zh-hans"):
        assert paragraphs()[3].label == "将贩运定为严重犯罪"
    with translation.override("de"):
        assert paragraphs()[3].label == "Trafficking as serious crime"
        assert paragraphs()[14].proofs[0].asks == "What does the country report each year?"


def test_mandates_are_dated_and_marked_as_their_source():
    content = library.read("resolution.yaml")
    for one in content["mandates"]:
        assert re.match(r"\d{4}", str(one["on_day"])), one["symbol"]
        assert one["mark"] == content["sources"][one["source"]]["mark"], one["symbol"]
        assert one["relation"] in {"earlier", "later"}, one["symbol"]


@pytest.mark.shared
def test_strength_agrees_with_what_was_read(shared):
    text = (shared / "domain" / "resolution.md").read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith("Words used for strength"))
    for verb, numbers in STRENGTH.items():
        found = re.search(rf"(?<!strongly ){verb}s? \(([^)]*)\)", line)
        assert found, verb
        assert {int(number) for number in re.findall(r"\d+", found[1])} >= numbers - {3}, verb
