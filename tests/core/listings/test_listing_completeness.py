from datetime import date

from saola.core.listings import read_completeness

FILE = {
    "group": "pangolins",
    "compiled_on": date(2026, 11, 22),
    "taxa": [{"name": "Manis"}, {"name": "Manis javanica"}],
}


def claims(**words):
    return read_completeness({**FILE, **words})


def test_file_claims_every_taxon_it_names_up_to_the_day_it_was_compiled():
    found = claims()
    assert [claim.taxon for claim in found] == ["Manis", "Manis javanica"]
    assert date(1980, 1, 1) in found[0].during
    assert date(2026, 11, 22) in found[0].during
    assert date(2026, 11, 23) not in found[0].during


def test_claim_holds_only_from_where_the_file_was_compared_to_where_it_was_compared():
    during = claims(complete_from="2012-09-25", complete_until=date(2026, 3, 4))[0].during
    assert date(2012, 9, 24) not in during
    assert date(2012, 9, 25) in during
    assert date(2026, 3, 4) in during
    assert date(2026, 3, 5) not in during


def test_claim_can_be_taken_back_or_limited():
    assert claims(complete=False) == []
    assert [claim.taxon for claim in claims(complete=["Manis"])] == ["Manis"]
