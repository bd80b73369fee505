"""Which seizures a selection holds, what they add up to, and that nothing invisible counts."""

import json
from datetime import date

import pytest
from django.http import QueryDict

from saola.apps.catalogue.models import Taxon
from saola.apps.seizures.actions import recording, undoing
from saola.apps.seizures.exploring import charts, equivalents, facts, listed, ordering, places, queries
from saola.apps.seizures.exploring.filters import Filters, days
from saola.apps.seizures.models import Batch, Incident
from tests.factories import accounts
from tests.factories.seizures import incident, specimen_draft


def found(words, person) -> set[str]:
    filters = Filters.read(words)
    assert not filters.troubles
    keys = ordering.keys(filters, person, ordering.NEWEST_FIRST, 0, None)
    assert queries.count(filters, person) == len(keys)
    return {each.number for each in listed.incidents(keys, person)}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ({}, {"scales", "parrot", "ivory", "unknown"}),
        ({"taxon": "Pholidota"}, {"scales"}),
        ({"taxon": "Aves"}, {"parrot"}),
        ({"group": "pangolins"}, {"scales"}),
        ({"taxon": "Panthera", "term": "SCA"}, set()),  # of the same specimen
        ({"taxon": "Panthera", "term": "SKI"}, {"scales"}),
        ({"country": "NG"}, {"scales"}),
        ({"country": "NG", "role": "destination"}, set()),
        ({"country": "CN", "role": "destination"}, {"scales"}),
        ({"country": "TH", "role": "seized"}, {"ivory"}),
        ({"agency": "customs"}, {"scales"}),
        ({"transport": "mail"}, {"parrot"}),
        ({"concealment": "luggage"}, {"scales"}),
        ({"year": "2021"}, {"scales", "parrot"}),
        ({"since": "2021-07-15"}, {"parrot"}),  # a month may have been that day
        ({"until": "2020-02"}, {"unknown"}),
        ({"appendix": "unknown"}, {"unknown"}),
        ({"name": "unsettled"}, {"unknown"}),
        ({"least": "500", "most": "1000", "currency": "USD"}, {"scales"}),
        ({"currency": "EUR"}, set()),
        ({"held": "yes"}, {"ivory"}),
        ({"place": "10,107,11,108"}, {"scales"}),
        ({"q": "cu/1"}, {"scales"}),
        ({"q": "HAI PHONG"}, {"scales", "parrot", "ivory", "unknown"}),
        ({"q": "plugh"}, {"unknown"}),
        ({"q": "%"}, set()),
    ],
)
def test_selection_holds_what_its_words_say(seizures, analyst, words, names):
    assert found(words, analyst) == {seizures[name].number for name in names}


def test_nothing_invisible_is_listed_counted_or_drawn(seizures):
    for person in (None, accounts.person("administrator")):
        everything = Filters()
        assert queries.count(everything, person) == 0
        assert ordering.keys(everything, person, "-date", 0, None) == []
        assert queries.sums(everything, person).specimens == 0
        assert charts.all_of(everything, person) == []
        assert queries.changes(date(2021, 1, 1), date(2021, 12, 31), date(2020, 1, 1), person) == []
        drawn = places.map_data(everything, person, "/seizures/")
        assert drawn.points == drawn.routes == []
        assert equivalents.summary(everything, person).kinds == ()
        assert listed.incidents([each.pk for each in seizures.values()], person) == []


def test_rule_of_visibility_that_names_records_is_kept_by_every_count(seizures, analyst, monkeypatch):
    only = seizures["parrot"].pk
    rows = type(Incident.objects.all())
    monkeypatch.setattr(rows, "hidden_from", lambda own, person: own.exclude(pk=only))
    assert found({}, analyst) == {seizures["parrot"].number}
    assert queries.sums(Filters(), analyst).specimens == 1


def test_sums_hold_only_the_chosen_specimens(seizures, analyst):
    whole = queries.sums(Filters(), analyst)
    assert (whole.specimens, whole.without_quantity) == (5, 1)
    chosen = queries.sums(Filters.read({"taxon": "Manidae"}), analyst)
    assert [(each.term, each.unit, each.amount, each.rows) for each in chosen.sums] == [
        ("SCA", "KGM", 1200, 1)
    ]
    assert sum(each.rows for each in whole.sums) + whole.not_converted == whole.specimens


def test_animals_come_with_their_range_and_what_is_outside(seizures, analyst):
    summary = equivalents.summary(Filters.read({"taxon": "Manis javanica"}), analyst)
    assert summary.full.low < summary.full.value < summary.full.high
    assert summary.full.value == pytest.approx(1200 / 0.36051)
    assert summary.outside == 0


def test_single_change_shows_at_once(seizures, analyst):
    assert found({"held": "yes"}, analyst) == {seizures["ivory"].number}
    recording.hold_back(seizures["parrot"], reason="more is to come", by=accounts.person("data_officer"))
    assert found({"held": "yes"}, analyst) == {seizures["ivory"].number, seizures["parrot"].number}


def test_changes_and_undone_files_stand_beside_a_base(seizures, analyst, monkeypatch, data):
    batch = Batch.objects.create(file_name="a.csv", digest="0" * 64, size=1, state=Batch.State.RECORDED)
    Incident.objects.filter(pk=seizures["parrot"].pk).update(batch=batch, stamp=recording.new_stamp())
    monkeypatch.setattr(facts, "KEPT_IN_MEMORY", 2)
    assert found({"file": str(batch.pk)}, analyst) == {seizures["parrot"].number}
    assert len(list((data / "facts").glob("*/about.json"))) == 1
    base = next((data / "facts").glob("*/about.json")).stat().st_mtime_ns
    recording.release(Incident.objects.get(pk=seizures["ivory"].pk), by=accounts.person("data_officer"))
    new = incident(specimens=[specimen_draft(scientific_name="Python bivittatus", term="SKI")])
    assert found({"held": "yes"}, analyst) == set()
    assert found({"taxon": "Python"}, analyst) == {new.number}
    assert len(found({}, analyst)) == 5
    undoing.undo(batch, by=accounts.person("data_officer"))
    assert seizures["parrot"].number not in found({}, analyst)
    assert queries.count(Filters(), analyst) == 4
    assert next((data / "facts").glob("*/about.json")).stat().st_mtime_ns == base


def test_base_of_another_node_is_not_read(seizures, analyst, monkeypatch, data):
    monkeypatch.setattr(facts, "KEPT_IN_MEMORY", 2)
    assert queries.count(Filters(), analyst) == 4
    about = next((data / "facts").glob("*/about.json"))
    kept = json.loads(about.read_text())
    about.write_text(json.dumps(kept | {"digest": "of another journal", "stamp": kept["stamp"] + 10**9}))
    monkeypatch.setattr(facts, "_held", None)
    assert queries.count(Filters(), analyst) == 4


def test_charts_count_every_seizure_once_in_each(seizures, analyst):
    counted = queries.all_counts(("month", "year", "transport", "agency", "appendix"), Filters(), analyst)
    assert all(sum(bar.count for bar in bars) == 4 for bars in counted.values())
    assert {bar.key: bar.count for bar in counted["month"]} == {"": 2, "2021-03": 1, "2021-07": 1}
    assert {bar.key: bar.count for bar in counted["year"]} == {"": 1, "2020": 1, "2021": 2}
    by_group = {bar.key: bar.count for bar in queries.counts("group", Filters(), analyst)}
    assert by_group["pangolins"] == 1


def test_bar_leads_to_the_seizures_it_counts(seizures, analyst):
    for chart in charts.all_of(Filters(), analyst):
        for bar in chart["bars"]:
            if "url" in bar:
                chosen = Filters.read(QueryDict(bar["url"][1:]))
                if chart["by"] in ("month", "transport", "agency", "group"):
                    assert queries.count(chosen, analyst) == bar["value"], bar


def test_circle_of_the_map_leads_to_its_seizures(seizures, analyst):
    drawn = places.map_data(Filters(), analyst, "/seizures/")
    for point in drawn.points:
        chosen = Filters.read(QueryDict(point["url"].partition("?")[2]))
        assert queries.count(chosen, analyst) == point["count"]
    assert drawn.without_place == 3
    assert [(route["label"].split(" – ")[0], route["actual"]) for route in drawn.routes] == [
        ("Nigeria", False)
    ]


def test_seizures_of_a_taxon_come_by_month(seizures, analyst):
    of = queries.seizures_of(Taxon.objects.get(name="Psittaciformes"), analyst)
    assert (of.incidents, of.months) == (1, ((date(2021, 7, 1), 1),))


def test_groups_that_changed_are_compared_with_the_time_before(seizures, analyst):
    changed = queries.changes(date(2021, 3, 1), date(2021, 3, 31), date(2021, 2, 1), analyst)
    assert {(change.now, change.before) for change in changed} == {(1, 0)}
    assert queries.count(Filters(**days(date(2021, 3, 4), date(2021, 3, 4))), analyst) == 1
