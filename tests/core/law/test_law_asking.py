"""Questions that are put to a whole book: which facts are asked for, what a country has, what changed, conduct in both States."""

from datetime import date

import pytest

from saola.core.law import LawBook, read_facts, read_law
from saola.core.law.asked_facts import Asked, AskedAs, asked_facts
from saola.core.law.before_and_after import amendments
from saola.core.law.conduct_in_both import criminal_in_both
from saola.core.law.penalties import Term
from saola.core.law.reach import law_for, serious_by_facts, up_to
from saola.core.values import Outcome

YES, NO, UNKNOWN = Outcome.YES, Outcome.NO, Outcome.UNKNOWN
ON = date(2020, 5, 1)


def country(code, provisions, **more):
    statutes = [{"id": f"{code}-A", "title": "Act"}, {"id": f"{code}-B", "title": "New Act", "from": 2019}]
    return read_law({"country": code, "statutes": statutes, "provisions": provisions, **more})


def offence(id, maximum, *, conduct=("sell",), statute="A", tiers=(), **version):
    text = {"from": 2000, "conduct": list(conduct), "species": {"appendices": ["I"]}, **version}
    text["tiers"] = [{"id": f"{id}-t", "custody": {"maximum": maximum}}, *tiers]
    return {"id": id, "statute": f"{id[:2]}-{statute}", "versions": [text]}


@pytest.fixture(scope="module")
def book():
    gang = {
        "id": "qa2-g",
        "kind": "aggravated",
        "when": {"organized_group": True},
        "custody": {"maximum": "10 years"},
    }
    fine = {"id": "qb1", "statute": "QB-A", "versions": [{"from": 2000, "conduct": ["sell", "keep"], "species": {"any": True}, "tiers": [{"id": "qb1-t", "custody": {"kind": "none"}}]}]}  # fmt: skip
    return LawBook(
        (
            country(
                "QA",
                [
                    offence("QA1", "5 years", unless={"permit": True}),
                    offence("QA2", "1 year", conduct=("hunt",), tiers=[gang]),
                    offence("QA3", "2 years", conduct=("import",), until="2019-03-01"),
                    offence("QA4", "6 years", conduct=("import",), statute="B", **{"from": "2019-03-01"}),
                ],
            ),
            country("QB", [fine], is_complete=True),
            country("QC", []),
        )
    )


def asked(book, id):
    return asked_facts(book.provisions[id].versions)


def test_only_facts_that_the_offence_hangs_on_are_asked(book):
    assert asked(book, "QA1") == (
        Asked("conduct", AskedAs.WORD, ("sell",)),
        Asked("appendix", AskedAs.WORD, ("I",)),
        Asked("permit", AskedAs.FLAG),
    )
    assert asked(book, "QA2")[-1] == Asked("organized_group", AskedAs.FLAG, needs_proof=True)


def test_library_is_asked_for_nothing_twice(library):
    for provision in library.provisions.values():
        names = [one.name for one in asked_facts(provision.versions)]
        assert len(names) == len(set(names)), provision.id


def test_number_is_asked_in_the_unit_of_the_law(library):
    found = {one.name: one for one in asked_facts(library.provisions["VN-PC-2015-234"].versions)}
    assert (found["value"].asked_as, found["value"].unit) == (AskedAs.NUMBER, "VND")


FACTS = {"country": "QA", "conduct": ["sell"], "appendix": "I", "permit": False}


def test_facts_that_reach_a_serious_offence_are_serious(book):
    finding = serious_by_facts("QA", ON, read_facts(FACTS), book)
    assert finding.outcome is YES
    assert finding.value.gravest.provision.id == "QA1"


def test_nothing_serious_in_law_that_is_not_complete_is_unknown(book):
    finding = serious_by_facts("QA", ON, read_facts({**FACTS, "permit": True}), book)
    assert (finding.outcome, finding.value.offences) == (UNKNOWN, ())
    assert {lack.field for lack in finding.missing} == {"law"}


def test_nothing_serious_in_complete_law_is_no(book):
    finding = serious_by_facts("QB", ON, read_facts({**FACTS, "country": "QB"}), book)
    assert (finding.outcome, finding.value.by_loaded) == (NO, NO)


def test_country_without_loaded_law_is_unknown(book):
    assert serious_by_facts("QX", ON, read_facts({**FACTS, "country": "QX"}), book).outcome is UNKNOWN


def test_comparison_leaves_permit_and_place_aside(book):
    law = book.of_country("QA")[0]
    reach = law_for(law, ON, read_facts({"conduct": ["sell"], "appendix": "I"}), book)
    assert (reach.by_loaded, [one.provision.id for one in reach.offences]) == (YES, ["QA1"])


def test_comparison_of_what_no_loaded_law_names_is_unknown(book):
    law = book.of_country("QC")[0]
    assert law_for(law, ON, read_facts({"conduct": ["sell"]}), book).by_loaded is UNKNOWN


def test_comparison_by_area_leaves_other_areas_out(book):
    law = book.of_country("QA")[0]
    facts = read_facts({"conduct": ["sell"], "appendix": "I"})
    assert law_for(law, ON, facts, book, ["customs"]).offences == ()


def test_custody_with_aggravating_facts_stands_beside_that_without(book):
    law = book.of_country("QA")[0]
    gravest = law_for(law, ON, read_facts({"conduct": ["hunt"], "appendix": "I"}), book).gravest
    assert (up_to(gravest), gravest.severity.maximum) == (120, Term.parse("1 year"))


def test_new_statute_that_replaced_an_old_one_is_an_amendment(book):
    (pair,) = amendments(book)
    assert (pair.before_of.id, pair.after_of.id, str(pair.on)) == ("QA3", "QA4", "2019-03-01")
    assert (pair.before_on, pair.after_on) == (date(2019, 2, 28), date(2019, 3, 1))
    assert (pair.before.outcome, pair.after.outcome) == (NO, YES)
    assert [change.what for change in pair.changes] == ["custody_raised"]


def test_library_has_singapore_from_two_to_six_years(library):
    pair = next(one for one in amendments(library) if one.after_of.id == "SG-ESA-2006-4")
    assert (pair.before.outcome, pair.after.outcome, pair.after_on) == (NO, YES, date(2022, 11, 1))
    assert "from 2 years to 6 years" in " ".join(str(change.text) for change in pair.changes)


def test_library_has_every_amendment_of_the_table(library):
    assert {one.after_of.territory.country for one in amendments(library)} >= {
        "SG",
        "NA",
        "UG",
        "JP",
        "TH",
        "IN",
    }


def both(book, other, floor=None, **facts):
    known = read_facts({"conduct": ["sell", "hunt"], "appendix": "I", "permit": False, **facts})
    return criminal_in_both("QA", other, known, on=ON, book=book, floor=floor)


def test_each_thing_done_is_a_line_with_the_provisions_of_both(book):
    finding = both(book, "QB")
    assert finding.outcome is YES
    assert [(line.conduct, line.outcome) for line in finding.value] == [("hunt", NO), ("sell", YES)]
    assert [(one.provision, one.outcome) for one in finding.value[1].there] == [("QB1".lower(), YES)]


def test_conduct_that_a_complete_law_does_not_name_is_not_criminal_in_both(book):
    assert both(book, "QB", conduct=["hunt"]).outcome is NO


def test_law_that_is_not_complete_leaves_it_open(book):
    finding = both(book, "QC")
    assert (finding.outcome, {lack.field for lack in finding.missing}) == (UNKNOWN, {"other_law"})


def test_floor_of_extradition_must_be_reached_in_both(book):
    assert both(book, "QB", Term.parse("1 year")).outcome is NO


def test_nothing_done_is_asked_for(book):
    finding = both(book, "QB", conduct=[])
    assert (finding.outcome, [lack.field for lack in finding.missing]) == (UNKNOWN, ["conduct"])
