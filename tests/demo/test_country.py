"""The fictional country: the same from the same seed, inside its outline, and written as it was promised."""

import hashlib
import io
from collections import Counter
from dataclasses import dataclass
from datetime import date
from random import Random

import pytest

from saola.apps.catalogue import library, vocabularies
from saola.apps.seizures.reading import understand
from saola.core import intake
from saola.demo import hands, happenings, places, registers, trades

TODAY = date(2026, 11, 22)


def imagined(seed=2013, incidents=2500, today=TODAY):
    return happenings.imagine(seed=seed, incidents=incidents, today=today)


def written(seed=2013, incidents=400, today=TODAY):
    return list(registers.write_files(imagined(seed, incidents, today), seed=seed, today=today))


def digest(files):
    return hashlib.sha256(b"".join(file.name.encode() + file.content for file in files)).hexdigest()


@pytest.fixture(scope="module")
def seizures():
    return imagined()


@pytest.fixture(scope="module")
def files():
    return written()


def test_files_same_seed_same_bytes(files):
    assert digest(written()) == digest(files)


def test_files_other_seed_other_bytes(files):
    assert digest(written(seed=7)) != digest(files)


def test_imagine_gives_as_many_as_asked_besides_twins(seizures):
    assert sum(seizure.twin_of is None for seizure in seizures) == 2500
    assert 20 < sum(seizure.twin_of is not None for seizure in seizures) < 120


def test_imagine_numbers_are_unique_and_twins_name_a_seizure_of_another_agency(seizures):
    known = {seizure.number: seizure for seizure in seizures}
    assert len(known) == len(seizures)
    for seizure in seizures:
        if seizure.twin_of is not None:
            first = known[seizure.twin_of]
            assert first.agency != seizure.agency
            assert 0 <= (seizure.on - first.on).days <= 2


@pytest.mark.parametrize("today", [TODAY, date(2027, 1, 1), date(2028, 2, 29)])
def test_imagine_covers_three_years_and_never_the_future(today):
    days = [seizure.on for seizure in imagined(incidents=600, today=today)]
    assert max(days) <= today
    assert {day.year for day in days} >= {today.year - 3, today.year - 2, today.year - 1}


def test_imagine_every_province_and_every_post_with_a_trade_has_seizures(seizures):
    assert {seizure.post.province for seizure in seizures} == set(places.provinces())
    with_trade = {name for trade in trades.trades() for name in trade.posts}
    assert {seizure.post.name for seizure in seizures} == with_trade


def test_imagine_points_lie_in_the_country_or_off_its_coast(seizures):
    for seizure in seizures:
        is_on_land = places.is_inside(places.COUNTRY, seizure.latitude, seizure.longitude)
        assert is_on_land is (seizure.post.kind != "at_sea"), seizure


def test_imagine_codes_are_known(seizures):
    lists = {
        "transport": "transport",
        "hidden": "concealment",
        "found": "detection",
        "ground": "reasons",
        "disposal": "disposal",
    }
    for field, name in lists.items():
        assert {getattr(seizure, field) for seizure in seizures} <= set(vocabularies.vocabulary(name))
    finds = [find for seizure in seizures for find in seizure.finds]
    assert {find.term for find in finds} <= set(vocabularies.vocabulary("terms"))
    assert {find.unit for find in finds} <= set(vocabularies.vocabulary("units"))
    assert {find.taxon for find in finds} <= set(hands.taxon_words())


def test_imagine_routes_name_countries_that_have_a_name_in_every_language(seizures):
    fictional = {entry["code"] for entry in library.read("countries_fictional.yaml")["countries"]}
    assert fictional == {places.COUNTRY, *places.NEIGHBOURS}
    for seizure in seizures:
        route = seizure.route
        stops = {*route.origins, route.export, *route.transits, route.destination, *seizure.nationals} - {""}
        assert all(vocabularies.is_country(code) for code in stops)
        for language in ("en", "fr", "es", "pt", "zh"):
            assert all(hands.country_name(code, language) for code in stops)


def test_imagine_ivory_falls_and_the_southern_pass_opens(seizures):
    ivory = Counter(
        s.on.year for s in seizures for find in s.finds if find.term == "TUS" and "ivory" in s.trade
    )
    south = Counter(s.on.year for s in seizures if s.trade == "scales by the southern pass")
    assert ivory[2025] < 0.75 * ivory[2023]
    assert south[2023] == 0
    assert south[2025] > 3 * south[2024]


def test_imagine_scanner_shows_at_the_hub_from_the_middle_of_the_second_year(seizures):
    hub = [s for s in seizures if s.post.name == "Port Kessary"]
    before = Counter(s.found == "xray" for s in hub if s.on < date(2024, 7, 1))
    after = Counter(s.found == "xray" for s in hub if s.on >= date(2024, 7, 1))
    assert after[True] / after.total() > 0.4 > before[True] / before.total()


def test_imagine_poaching_follows_the_dry_season_and_offices_rest_on_sunday(seizures):
    poached = Counter(5 <= s.on.month <= 10 for s in seizures if s.trade == "poaching in the parks")
    assert poached[True] > 2 * poached[False]
    containers = Counter(s.on.weekday() for s in seizures if "container" in s.trade)
    assert containers[6] < containers[1] / 2


def test_imagine_consignments_have_a_heavy_tail(seizures):
    scales = sorted(find.quantity for s in seizures for find in s.finds if find.term == "SCA")
    tenth = len(scales) // 10
    assert sum(scales[-tenth:]) > 0.35 * sum(scales)


def test_files_hold_every_seizure_of_every_agency(files):
    expected = Counter(seizure.agency for seizure in imagined(incidents=400))
    found = Counter()
    for file in files:
        found[file.register] += file.seizures
    expected["task force"] = expected.pop("joint")
    assert found == expected


def test_files_are_read_by_their_profile_and_every_row_is_as_promised(files):
    for file in files:
        reading = read(file)
        assert not reading.warnings, file.name
        assert reading.rows == file.rows, file.name
        assert reading.blank == file.blank, file.name
        assert file.spoilt + file.totals <= reading.refused <= file.spoilt + file.totals + file.repeated


def test_files_show_every_kind_of_dirt():
    files = written(incidents=2500)
    assert sum(file.spoilt for file in files) >= 10
    assert sum(file.repeated for file in files) >= 15
    assert sum(file.blank for file in files) >= 15


@pytest.mark.parametrize("name", sorted(hands.taxon_words()))
def test_misspell_changes_letters_and_keeps_the_words(name):
    random = Random(1)
    slips = [hands.misspell(name, random) for _ in range(100)]
    assert name not in slips
    assert all(slip.count(" ") == name.count(" ") for slip in slips)


@dataclass
class Reading:
    """A file read through its profile: the rows met, the blank and the refused ones."""

    rows: int
    blank: int
    refused: int
    warnings: tuple


def read(file):
    profile = intake.Profile.from_data(registers.profile(file.register))
    opened = understand(io.BytesIO(file.content), file.name, profile)
    reader = opened.reader(TODAY)
    rows = [reader.read(row) for row in opened.rows()]
    return Reading(
        rows=len(rows),
        blank=sum(row.is_blank for row in rows),
        refused=sum(bool(row.errors) for row in rows),
        warnings=opened.mapping.warnings,
    )
