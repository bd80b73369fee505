"""The law of thirty jurisdictions: every file can be read, is dated and cited, and says what the table says."""

import csv
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from saola.apps.catalogue.vocabularies import vocabulary
from saola.core.law.conditions import Condition, open_facts
from saola.core.law.conducts import Area, Conduct
from saola.core.law.facts import NOTHING
from saola.core.law.national import LawBook, NationalLaw
from saola.core.law.penalties import CustodyKind, Term
from saola.core.law.reading import read_facts, read_law
from saola.core.law.serious_crime import serious_crime
from saola.core.law.statutes import TierKind
from saola.core.law.treaties import Assistance
from saola.core.values import Interval, Mark, PartialDate

LAW = Path(__file__).parents[2] / "src" / "saola" / "knowledge" / "law"
FILES = sorted(LAW.glob("*.yaml"))
LIFE, NONE = "99", "0"


@cache
def content(file: Path) -> dict:
    return yaml.safe_load(file.read_text("utf-8"))


@cache
def law(file: Path) -> NationalLaw:
    return read_law(content(file))


@cache
def book() -> LawBook:
    return LawBook(tuple(law(file) for file in FILES))


@pytest.fixture(scope="session")
def rows(shared) -> dict[str, dict[str, str]]:
    with (shared / "domain" / "legislation.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["row_id"]: row for row in csv.DictReader(file)}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_file_of_law_says_whose_it_is_and_where_it_comes_from(file):
    assert law(file).country == file.stem
    assert isinstance(content(file)["compiled_on"], date)
    assert content(file)["source"].strip()
    assert content(file)["title"]
    assert set(content(file)["sources"]) == sources_used(content(file))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_worked_case_of_a_file_of_law(file):
    case = content(file)["worked_case"]
    provision = book().provisions[case["provision"]]
    answer = serious_crime(provision, case["day"], read_facts(case["facts"]))
    assert answer.outcome == case["serious_crime"], [str(reason.text) for reason in answer.reasons]


def sources_used(entry) -> set[str]:
    """Every key of a source that something in the file rests on; the file's own ``source`` is prose."""
    if isinstance(entry, list):
        return {key for part in entry for key in sources_used(part)}
    if not isinstance(entry, dict):
        return set()
    own = {entry["source"]} if "source" in entry and "compiled_on" not in entry else set()
    return own | {key for name, part in entry.items() if name != "sources" for key in sources_used(part)}


def test_every_text_and_every_penalty_has_a_source_with_its_mark():
    for provision, version, tier in book().tiers():
        assert all((version.source.title, tier.source.title, provision.section)), tier.id
        assert all((version.conduct, version.words)), provision.id
        assert provision.id.startswith(provision.territory.country)


def test_what_rests_on_memory_alone_says_so():
    beside_the_table = {tier.id for _, _, tier in book().tiers() if tier.source.mark is Mark.MEMORY}
    assert "CN-01" not in beside_the_table
    assert {"HK-before-2018", "VN-244-1", "CA-01-2017"} <= beside_the_table


def test_days_of_commencement_from_memory_are_marked_on_the_version():
    _, version, tier = book().tier("CN-01")
    assert (version.source.mark, tier.source.mark) == (Mark.MEMORY, Mark.CHECKED)
    _, version, tier = book().tier("SG-01")
    assert (version.source.mark, tier.source.mark) == (Mark.CHECKED, Mark.CHECKED)


def test_versions_of_a_provision_follow_each_other_without_overlap_or_gap():
    for provision in book().provisions.values():
        for earlier, later in pairwise(provision.versions):
            end, begin = earlier.in_force.ends, later.in_force.begins
            assert end == begin, provision.id
            both = [period.certain for period in (earlier.in_force, later.in_force)]
            assert None in both or not both[0].overlaps(both[1]), provision.id


def test_no_text_is_in_force_before_its_statute():
    statutes = {statute.id: statute for one in book().laws for statute in one.statutes}
    for provision, version, _ in book().tiers():
        first, began = (
            version.in_force.begins.first_day,
            statutes[provision.statute].in_force.begins.first_day,
        )
        assert first is None or began is None or first >= began, provision.id


def test_schedules_named_by_offences_exist():
    for provision, version, _ in book().tiers():
        assert version.species.schedules <= set(book().schedules), provision.id


@pytest.mark.shared
def test_every_row_of_the_table_is_a_tier_of_its_own_id(rows):
    assert (len(rows), len(FILES)) == (72, 30)
    ours = {tier.id: provision for provision, _, tier in book().tiers()}
    assert set(rows) <= set(ours)
    for id, row in rows.items():
        where = ours[id].territory
        assert where.country == row["iso2"], id
        if row["subdivision"] not in {"", "SAR of China"}:
            assert row["subdivision"] == (where.subdivision or "federal" * where.is_federal), id


@pytest.mark.shared
def test_terms_of_custody_are_those_of_the_table(rows):
    for id, row in rows.items():
        _, _, tier = book().tier(id)
        custody = tier.penalty.custody
        expected = {CustodyKind.LIFE: LIFE, CustodyKind.NONE: NONE}.get(custody.kind) or years(
            custody.maximum
        )
        assert expected == row["max_imprisonment_years"], id
        if row["min_imprisonment_years"]:
            assert years(custody.minimum) in (row["min_imprisonment_years"], "6.0027"), id
        else:
            assert custody.minimum is None, id


def years(term: Term) -> str:
    return f"{float(term.rough_months) / 12:.4f}".rstrip("0").rstrip(".")


@pytest.mark.shared
def test_days_of_the_table_fall_into_ours(rows):
    for id, row in rows.items():
        _, version, _ = book().tier(id)
        if row["in_force_from"]:
            assert PartialDate.parse_iso(row["in_force_from"]).first_day in meant(version.in_force.begins), id
        if row["in_force_to"]:
            after = date.fromisoformat(row["in_force_to"]) + timedelta(days=1)
            assert after in meant(version.in_force.ends), id


def meant(day: PartialDate) -> Interval:
    assert day.year is not None
    return day.interval()


@pytest.mark.shared
def test_marks_are_no_better_than_those_of_the_table(rows):
    """A day that the table gives from memory is never checked here."""
    for id, row in rows.items():
        _, version, tier = book().tier(id)
        assert tier.source.mark is Mark.CHECKED or row["checked"] != "yes", id
        said = row["note"].replace("dates [from memory]", "date [from memory]")
        if any(word in said for word in ("date [from memory]", "day [from memory]", "Start date [from")):
            assert version.source.mark is Mark.MEMORY, id


def test_facts_that_law_hangs_on_have_names_in_every_language():
    named = set()
    for _, version, tier in book().tiers():
        named |= facts_named_by(tier.when)
        named |= {fact for one in version.multipliers for fact in facts_named_by(one.when)}
        named |= facts_named_by(version.unless) if version.unless else set()
    assert named <= set(vocabulary("law_facts"))


def facts_named_by(condition: Condition) -> set[str]:
    return set(open_facts(condition, NOTHING))


@pytest.mark.parametrize(
    ("name", "words"),
    [("conducts", Conduct), ("law_areas", Area), ("tier_kinds", TierKind), ("assistance", Assistance)],
)
def test_words_of_law_have_labels_each_and_no_label_is_left_over(name, words):
    assert set(vocabulary(name)) == {word.value for word in words}
