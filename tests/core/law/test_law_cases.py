"""The worked cases, which a jurist can read and write: ``cases/*.yaml``, each with its answer and why.

A file may bring a law of its own (``law``); otherwise the library's is asked. ``because`` are words that the reasons must
hold, ``missing`` the fields that an open answer must name.
"""

from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from saola.core.law import LawBook, read_facts, read_law
from saola.core.law.amendments import changes, lex_mitior
from saola.core.law.charging import chargeable
from saola.core.law.convention import Purpose, convention_applies
from saola.core.law.dual_criminality import dual_criminality
from saola.core.law.groups import Standard, organized_group, transnational
from saola.core.law.legal_basis import legal_basis
from saola.core.law.legal_persons import legal_person_liable
from saola.core.law.limitation import Step, rules_for, still_in_time
from saola.core.law.penalties import Term
from saola.core.law.permit_check import permit_check
from saola.core.law.predicates import predicate
from saola.core.law.reading.permits import read_consignment, read_documents
from saola.core.law.reading.treaties import read_treaties
from saola.core.law.requirements import minimum_requirements
from saola.core.law.serious_crime import serious_crime, tier_is_serious
from saola.core.law.statutes import Nature
from saola.core.law.treaties import Assistance, TreatyBook, bound
from saola.core.values import Outcome, PartialDate

FOLDER = Path(__file__).parent / "cases"


@cache
def files():
    return {
        path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.yaml"))
    }


def all_cases():
    return [
        pytest.param(stem, case, id=f"{stem}: {case['case']}")
        for stem, content in files().items()
        for case in content["cases"]
    ]


@cache
def own_law(stem):
    laws = files()[stem].get("law")
    if laws is None:
        return None
    return LawBook(tuple(read_law(law) for law in (laws if isinstance(laws, list) else [laws])))


@cache
def own_treaties(stem):
    data = files()[stem].get("treaties")
    return None if data is None else read_treaties(**data)


def day(value):
    if isinstance(value, date):
        return value
    return None if value == "unknown" else PartialDate.parse_iso(str(value))


def term(value):
    return None if value is None else Term.parse(value)


class Asking:
    """How each question of a case is put. The method is named as the case has it under ``ask``."""

    def __init__(self, case, book, treaties):
        self.case, self.book, self.treaties = case, book, treaties
        self.facts = read_facts(case.get("facts"))
        self.on = day(case.get(True, case.get("on", "unknown")))  # YAML reads an unquoted "on" as true

    @property
    def provision(self):
        found = self.book.find(self.case["of"])
        assert found is not None, f"there is no {self.case['of']}"
        return found

    def law_of(self, country):
        (law,) = self.book.of_country(country)
        return law

    def serious_crime(self):
        counts = self.case.get("recidivism_counts")
        return serious_crime(self.provision, self.on, self.facts, recidivism_counts=counts)

    def charge(self):
        return chargeable(self.provision, self.on, self.facts, self.book.schedules)

    def group(self):
        standard = Standard(self.case.get("standard", "proof"))
        return organized_group(self.facts, standard=standard, aims_at=self._outcome("aims_at"))

    def border(self):
        standard = Standard(self.case.get("standard", "proof"))
        return transnational(self.facts, standard=standard, group=self._outcome("group"))

    def _outcome(self, name):
        return Outcome(self.case[name]) if name in self.case else None

    def convention(self):
        return convention_applies(
            self.facts,
            serious_crime(self.provision, self.on, self.facts),
            on=self.on,
            states=tuple(self.case["between"]),
            book=self.treaties,
            purpose=Purpose(self.case.get("purpose", "scope")),
        )

    def bound(self):
        return bound(self.case["state"], self.case["treaty"], self.on, self.treaties)

    def basis(self):
        asking, asked = self.case["between"]
        return legal_basis(
            asking,
            asked,
            Assistance(self.case["assistance"]),
            on=self.on,
            book=self.treaties,
            areas=frozenset(self.case.get("areas", ())),
            convention=self.convention() if "of" in self.case else None,
            reciprocity=self.case.get("reciprocity"),
        )

    def both(self):
        return dual_criminality(
            self.provision,
            self.case["other"],
            self.facts,
            on=self.on,
            book=self.book,
            floor=term(self.case.get("floor")),
        )

    def predicate(self):
        abroad = None
        if "abroad" in self.case:
            abroad = dual_criminality(
                self.provision, self.case["abroad"], self.facts, on=self.on, book=self.book
            )
        return predicate(
            self.provision,
            self.law_of(self.provision.territory.country),
            on=self.on,
            facts=self.facts,
            abroad=abroad,
            by_same_person=self.case.get("by_same_person", False),
        )

    def in_time(self):
        done = day(self.case["done"])
        rules_of = done if isinstance(done, date) else done.first_day or self.on
        rules = rules_for(self.provision, self.law_of(self.provision.territory.country), rules_of, self.facts)
        steps = [Step(step["kind"], step["from"], step.get("until")) for step in self.case.get("steps", ())]
        return still_in_time(
            rules, done_on=done, asked_on=self.on, discovered_on=self.case.get("discovered"), steps=steps
        )

    def requirements(self):
        return minimum_requirements(self.law_of(self.case["country"]), self.on)

    def company(self):
        return legal_person_liable(self.provision, self.on)

    def permit(self):
        consignment = read_consignment(self.case["consignment"])
        return permit_check(consignment, read_documents(self.case.get("documents")), self.on)

    def milder(self):
        return lex_mitior(self.provision, self.case["done"], self.case["judged"], self.facts)


@pytest.mark.parametrize(("stem", "case"), all_cases())
def test_case_is_answered_as_the_jurist_has_it(stem, case, library, treaties):
    book = own_law(stem) or library
    if case["ask"] == "changes":
        found = changes([book.find(case["of"])], case["from"], case["to"])
        assert [change.what for change in found] == case["answer"], [str(change.text) for change in found]
        return
    if case["ask"] == "tier":
        provision, version, tier = book.tier(case["of"])
        is_floor = provision.nature is Nature.FLOOR
        assert (Outcome.NO if is_floor else tier_is_serious(version, tier)) == case["answer"]
        return
    finding = getattr(Asking(case, book, own_treaties(stem) or treaties), case["ask"])()
    said = " ".join(str(reason.text) for reason in finding.reasons)
    assert finding.outcome == case["answer"], f"{said} | {[str(lack.text) for lack in finding.missing]}"
    for words in case.get("because", ()):
        assert words in said
    if "missing" in case:
        assert {lack.field for lack in finding.missing} == set(case["missing"])
    check_value(finding.value, case)


def check_value(value, case):
    if "maximum" in case:
        assert str(value.maximum) == case["maximum"]
    if "expires" in case:
        assert value.earliest == case["expires"]
    if "latest" in case:
        assert value.latest == case["latest"]
    if "category" in case:
        assert value.category == case["category"]
    if "recommended" in case:
        assert value.recommended == case["recommended"]
    if "holding" in case:
        assert list(value.holding) == case["holding"]
    if "articles" in case:
        assert list(value.articles) == case["articles"]
    if "serious_if" in case:
        assert sorted(value.is_serious_if) == sorted(case["serious_if"])
    if "tiers" in case:
        assert sorted(value.tiers) == sorted(case["tiers"])
    if "lacking" in case:
        assert [one.kinds[0].value for one in value.lacking] == case["lacking"]
    if "required" in case:
        assert [one.kinds[0].value for one in value.required] == case["required"]
    if "exempt" in case:
        assert list(value.exempt) == case["exempt"]
    if "covered_by" in case:
        assert sorted({pair.other for pair in value if pair.outcome is Outcome.YES}) == case["covered_by"]


def test_there_are_at_least_150_cases_and_none_is_told_twice():
    names = [(stem, case["case"]) for stem, content in files().items() for case in content["cases"]]
    assert len(names) >= 150
    assert len(names) == len(set(names))


def test_book_without_treaties_knows_of_none():
    assert bound("TZ", "untoc", date(2016, 7, 1), TreatyBook()).outcome is Outcome.UNKNOWN
