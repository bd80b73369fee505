"""From the records to columns: incidents and specimens as they are counted.

The records are read without Django's conversions, a stretch at a time: nothing here is shown to anybody.
"""

import json
from array import array
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

import numpy as np
from django.core.exceptions import EmptyResultSet
from django.db import connection as records
from django.db.models import F, QuerySet

from ..models import Incident, Leg, Specimen
from .gathering import Codes, Lines, Rows, small
from .tables import NO_DAY, Part, Table, Texts

STRETCH = 5_000

_INCIDENT = (
    "id",
    "number",
    "reference",
    "agency__code",
    "batch_id",
    "seized_on",
    "first_day",
    "last_day",
    "year",
    "country",
    "admin_area",
    "place_name",
    "latitude",
    "longitude",
    "transport",
    "concealment",
    "groups",
    "appendix",
    "value",
    "currency",
    "is_held_back",
    "specimen_count",
)
_SPECIMEN = (
    "incident_id",
    "taxon_id",
    "group",
    "term",
    "quantity",
    "standard_quantity",
    "standard_unit",
    "appendix",
    "reported_name",
    "reported_common_name",
)
_LEG = ("incident_id", "position", "role", "country", "is_actual")
SHAPE = blake2b(repr((7, _INCIDENT, _SPECIMEN, _LEG)).encode(), digest_size=8).hexdigest()
"""Changes with the columns: a copy of another shape is made again. Raise the number when their meaning changes."""

CONVERTED, WITHOUT_QUANTITY, WITHOUT_UNIT = range(3)


def load(chosen: QuerySet[Incident] | None) -> Part:
    """The ``chosen`` incidents in columns, or all.

    Reports judged to be of a seizure already recorded are left out: each seizure counts once. The records are not
    held still meanwhile: what changes bears a later stamp than the copy, and is read again beside it.
    """
    is_all = chosen is None
    incidents, places = _incidents((Incident.objects.all() if is_all else chosen).counted())
    rows = Rows(incidents["id"])
    specimens, is_ungrouped = _specimens(
        Specimen.objects.all() if is_all else Specimen.objects.filter(incident__in=chosen), rows
    )
    way, ways, hops = _ways(Leg.objects.all() if is_all else Leg.objects.filter(incident__in=chosen), rows)
    many = np.bincount(specimens["row"], minlength=len(rows)).astype(np.int32)
    columns = {
        **incidents.columns,
        "way": way,
        "is_ungrouped": is_ungrouped,
        "specimens": many,
        "first_specimen": np.cumsum(many, dtype=np.int32) - many,
    }
    return Part(Table(columns, incidents.labels, incidents.texts), specimens, places, ways, hops)


def _incidents(chosen: QuerySet[Incident]) -> tuple[Table, Table]:
    coded = {
        name: Codes() for name in ("agency", "batch", "country", "transport", "concealment", "groups")
    } | {name: Codes() for name in ("appendix", "currency")}
    plain = {name: array(kind) for name, kind in _PLAIN.items()}
    place, number, reference = Codes(_NOWHERE), Lines(), Lines()
    ordered = chosen.order_by(F("first_day").desc(nulls_last=True), "-id").values_list(*_INCIDENT)
    for stretch in _stretches(ordered):
        said = dict(zip(_INCIDENT, zip(*stretch, strict=True), strict=True))
        coded["agency"].extend(code or "" for code in said["agency__code"])
        coded["batch"].extend(_hex(key) for key in said["batch_id"])
        coded["concealment"].extend(map(_as_json, said["concealment"]))
        for name in ("country", "transport", "groups", "appendix", "currency"):
            coded[name].extend(said[name])
        plain["id"].extend(said["id"])
        plain["first_day"].frombytes(_days(said["first_day"]))
        plain["last_day"].frombytes(_days(said["last_day"]))
        plain["year"].extend(year or 0 for year in said["year"])
        plain["month"].extend(map(_month, said["seized_on"]))
        plain["known_to"].extend(map(len, said["seized_on"]))
        plain["value"].extend(_NAN if value is None else float(value) for value in said["value"])
        plain["is_held"].extend(said["is_held_back"])
        plain["kinds"].extend(said["specimen_count"])
        place.extend(
            (name, area, _degrees(latitude), _degrees(longitude))
            for name, area, latitude, longitude in zip(
                *(said[name] for name in ("place_name", "admin_area", "latitude", "longitude")), strict=True
            )
        )
        number.extend(said["number"])
        reference.extend(said["reference"])
    columns = {name: np.frombuffer(values, values.typecode) for name, values in plain.items()}
    columns["kinds"] = small(columns["kinds"], int(columns["kinds"].max(initial=0)) + 1)
    columns["is_held"] = columns["is_held"].astype(bool)
    labels = {}
    for name, codes in coded.items():
        columns[name], labels[name] = codes.finish()
    columns["place"], where = place.finish()
    texts = {}
    for name, lines in (("number", number), ("reference", reference)):
        texts[name], columns[f"{name}_rank"] = lines.finish()
    return Table(columns, labels, texts), _places(where)


_PLAIN = {
    "id": "q",
    "first_day": "i",
    "last_day": "i",
    "year": "H",
    "month": "i",
    "known_to": "B",
    "value": "d",
    "is_held": "B",
    "kinds": "I",
}
_NAN = float("nan")
_NOWHERE = ("", "", 999.0, 999.0)


def _degrees(said: float | None) -> float:
    """A number that sorts, for want of one."""
    return 999.0 if said is None else said


def _places(where: list[tuple[str, str, float, float]]) -> Table:
    """The places in the order of their names."""
    latitude = np.array([each[2] for each in where])
    longitude = np.array([each[3] for each in where])
    is_on_map = (latitude < 999) & (longitude < 999)
    texts = {
        "name": Texts.of(name for name, *_ in where),
        "words": Texts.of(" ".join(filter(None, (name, area))).lower() for name, area, *_ in where),
    }
    columns = {"latitude": latitude, "longitude": longitude, "is_on_map": is_on_map}
    return Table(columns, {}, texts)


def _specimens(chosen: QuerySet[Specimen], rows: Rows) -> tuple[Table, np.ndarray]:
    coded = {name: Codes() for name in ("group", "term", "listed", "names")}
    taxon, sort, kind = Codes(0), Codes(_NO_SORT), Codes(_NO_KIND)
    row, standard, state = array("i"), array("d"), array("B")
    for stretch in _stretches(chosen.order_by().values_list(*_SPECIMEN)):
        at = rows.of([each[0] for each in stretch])
        kept = [each for each, where in zip(stretch, at, strict=True) if where >= 0]
        row.frombytes(at[at >= 0].tobytes())
        coded["group"].extend(each[2] for each in kept)
        coded["term"].extend(each[3] for each in kept)
        coded["listed"].extend(each[7] for each in kept)
        coded["names"].extend(_names(each[8], each[9]) for each in kept)
        taxon.extend(each[1] or 0 for each in kept)
        converted = [each[5] is not None for each in kept]
        sort.extend(
            (each[1] or 0, each[3], each[6], True) if is_ else _NO_SORT
            for each, is_ in zip(kept, converted, strict=True)
        )
        kind.extend(
            (each[3], each[6], True) if is_ else _NO_KIND for each, is_ in zip(kept, converted, strict=True)
        )
        standard.extend(0.0 if each[5] is None else float(each[5]) for each in kept)
        state.extend(_state(each[4], each[5]) for each in kept)
    columns = {
        "row": np.frombuffer(row, np.int32),
        "standard": np.frombuffer(standard, np.float64),
        "state": np.frombuffer(state, np.uint8),
    }
    labels = {}
    for name, codes in {**coded, "taxon": taxon, "sort": sort, "kind": kind}.items():
        columns[name], labels[name] = codes.finish()
    order = np.argsort(columns["row"], kind="stable")
    columns = {name: values[order] for name, values in columns.items()}
    is_ungrouped = np.zeros(len(rows), bool)
    is_ungrouped[columns["row"][columns["group"] == 0]] = True
    names = {"names": Texts.of(labels.pop("names"))}
    return Table(columns, labels, names), is_ungrouped


_NO_SORT, _NO_KIND = (0, "", "", False), ("", "", False)
"""Of quantities that could not be converted: they are in no sum."""


def _names(name: str, common_name: str) -> str:
    return " ".join(dict.fromkeys(filter(None, (name, common_name)))).lower()


def _state(quantity: Any, standard: Any) -> int:
    if quantity is None:
        return WITHOUT_QUANTITY
    return WITHOUT_UNIT if standard is None else CONVERTED


def _ways(legs: QuerySet[Leg], rows: Rows) -> tuple[np.ndarray, Table, Table]:
    """The number of each incident's way (0: none is known), the countries on each way, and its hops."""
    numbers: dict[tuple, int] = {(): 0}
    way = np.zeros(len(rows), np.uint32)
    ordered = (
        each
        for stretch in _stretches(legs.order_by("incident_id", "position").values_list(*_LEG))
        for each in stretch
    )
    incidents, own = array("q"), array("I")
    for incident, stops in groupby(ordered, key=itemgetter(0)):
        incidents.append(incident)
        own.append(numbers.setdefault(tuple(stop[2:] for stop in stops), len(numbers)))
    at = rows.of(incidents)
    way[at[at >= 0]] = np.frombuffer(own, np.uint32)[at >= 0]
    return small(way, len(numbers)), *_stops_and_hops(numbers)


def _stops_and_hops(numbers: dict[tuple, int]) -> tuple[Table, Table]:
    stops = [(number, stop[1], stop[0]) for way, number in numbers.items() for stop in way]
    hops = [
        (number, (start, end, bool(is_actual)))
        for way, number in numbers.items()
        for (_role, start, _before), (_role_next, end, is_actual) in pairwise(way)
        if start and end and start != end
    ]
    country, role, step = Codes(), Codes(), Codes(("", "", False))
    country.extend(each[1] for each in stops)
    role.extend(each[2] for each in stops)
    step.extend(each[1] for each in hops)
    columns = {"way": np.array([each[0] for each in stops], np.uint32)}
    labels = {}
    for name, codes in (("country", country), ("role", role)):
        columns[name], labels[name] = codes.finish()
    steps, named = step.finish()
    hop_columns = {"way": np.array([each[0] for each in hops], np.uint32), "step": steps}
    return Table(columns, labels), Table(hop_columns, {"step": named})


def _stretches(chosen: QuerySet) -> Iterator[list[tuple]]:
    """The rows as the database gives them, a stretch at a time."""
    try:
        query, values = chosen.query.sql_with_params()
    except EmptyResultSet:  # chosen of an empty list
        return
    with records.chunked_cursor() as cursor:
        cursor.execute(query, values)
        while stretch := cursor.fetchmany(STRETCH):
            yield stretch


def _days(said: Sequence[Any]) -> bytes:
    """Days since 1970; dates come as text from one database and as dates from the other."""
    days = np.array(["NaT" if day is None else day for day in said], "datetime64[D]")
    return np.where(np.isnat(days), NO_DAY, days.astype(np.int64)).astype(np.int32).tobytes()


def _month(seized_on: str) -> int:
    """Months since the year 0, and 0 where the month is not known."""
    return int(seized_on[:4]) * 12 + int(seized_on[5:7]) - 1 if len(seized_on) >= 7 else 0


def _hex(key: Any) -> str:
    return "" if key is None else str(key).replace("-", "")


def _as_json(said: Any) -> str:
    return said if isinstance(said, str) else json.dumps(said)
