"""Made-up seizures, many and quickly: from a seed, straight into the tables."""

import json
import random
import time
from datetime import UTC, date, datetime, timedelta

CHUNK = 20_000


def fill(size: int, seed: int) -> None:
    """Insert ``size`` seizures of ten years, with about 1.3 specimens and 1.6 places of a route each."""
    from django.db import connection, transaction

    from saola.apps.accounts.models import Agency
    from saola.apps.journal import actions as journal
    from saola.apps.seizures.models import Incident, Leg, Specimen

    chance = random.Random(seed)
    agencies = [
        Agency.objects.create(code=f"agency-{n}", name=f"Agency {n}", kind="customs").pk for n in range(12)
    ]
    taxa = _taxa(chance)
    stamp = time.time_ns() // 1000
    with transaction.atomic(), connection.cursor() as cursor:
        rows = {model: [] for model in (Incident, Specimen, Leg)}
        for number in range(1, size + 1):
            made = _seizure(number, chance, agencies, taxa, stamp)
            for model, own in zip(rows, made, strict=True):
                rows[model] += own
            if number % CHUNK == 0 or number == size:
                for model, own in rows.items():
                    _insert(cursor, model, own)
                    own.clear()
        journal.write("demo.created", object_type="bench", object_id=size, name="bench")


def _taxa(chance: random.Random) -> list[tuple]:
    """Number, group and name of species, the first of them far more often than the last."""
    from saola.apps.catalogue.models import Taxon

    found = list(Taxon.objects.filter(rank="species").exclude(group="").values_list("pk", "group", "name"))
    chance.shuffle(found)
    return found


PLACES = [(f"Place {n}", -25 + (n * 37 % 500) / 10, 10 + (n * 53 % 400) / 10) for n in range(300)]
COUNTRIES = [
    "NG",
    "CM",
    "KE",
    "TZ",
    "MZ",
    "ZA",
    "AE",
    "VN",
    "CN",
    "TH",
    "MY",
    "ID",
    "IN",
    "BR",
    "MX",
    "US",
    "DE",
    "FR",
]
TRANSPORT = ["sea_container", "air_cargo", "mail", "road_private", ""]
TERMS = [
    ("SCA", "KGM"),
    ("LIV", "NAR"),
    ("TUS", "KGM"),
    ("LOG", "MTQ"),
    ("MEA", "KGM"),
    ("SKI", "NAR"),
    ("BOD", "NAR"),
]
FIRST_DAY = date(2014, 1, 1)


def _seizure(number: int, chance: random.Random, agencies: list, taxa: list, stamp: int) -> tuple:
    day = FIRST_DAY + timedelta(days=int(chance.random() * 3650))
    place, latitude, longitude = PLACES[int(len(PLACES) * chance.random() ** 2)]
    specimens = [
        _specimen(number, line, chance, taxa) for line in range(1, 3 if chance.random() < 0.3 else 2)
    ]
    incident = {
        "id": number,
        "number": f"B{number:07d}",
        "reference": f"C/{day.year}/{number}",
        "agency_id": chance.choice(agencies),
        "seized_on": day.isoformat(),
        "first_day": day.isoformat(),
        "last_day": day.isoformat(),
        "year": day.year,
        "country": "ZA",
        "place_name": place,
        "latitude": latitude,
        "longitude": longitude,
        "transport": chance.choice(TRANSPORT),
        "value": round(chance.lognormvariate(7, 2), 2),
        "currency": "USD",
        "groups": ",".join(["", *dict.fromkeys(each["group"] for each in specimens), ""]),
        "appendix": min((each["appendix"] for each in specimens), default=""),
        "specimen_count": len(specimens),
        "stamp": stamp,
    }
    legs = []
    if chance.random() < 0.6:
        ways = [("origin", True), ("transit", True), ("destination", False)][: chance.choice((2, 3))]
        legs = [
            {
                "incident_id": number,
                "position": at,
                "role": role,
                "country": chance.choice(COUNTRIES),
                "is_actual": actual,
            }
            for at, (role, actual) in enumerate(ways, 1)
        ]
    return [incident], specimens, legs


def _specimen(incident: int, line: int, chance: random.Random, taxa: list) -> dict:
    taxon, group, name = taxa[int(len(taxa) * chance.random() ** 3)]
    term, unit = chance.choice(TERMS)
    amount = max(1, round(chance.lognormvariate(2, 1.5)))
    return {
        "incident_id": incident,
        "line": line,
        "taxon_id": taxon,
        "reported_name": name,
        "resolution": "exact",
        "term": term,
        "quantity": amount,
        "unit": unit,
        "standard_quantity": amount,
        "standard_unit": unit,
        "group": group,
        "appendix": chance.choice(("I", "II", "II", "III", "none", "")),
        "outcome": "yes",
    }


def _insert(cursor, model, rows: list[dict]) -> None:
    from django.db import connection
    from django.db.models import NOT_PROVIDED, JSONField

    if not rows:
        return
    usual = {}
    for field in model._meta.concrete_fields:
        default = None if field.default is NOT_PROVIDED else field.get_default()
        if isinstance(field, JSONField):
            default = json.dumps(default)
        usual[field.attname] = (
            "" if default is None and not field.null and field.empty_strings_allowed else default
        )
    usual["recorded_at"] = datetime(2026, 1, 1, tzinfo=UTC).isoformat(" ")
    names = [field for field in model._meta.concrete_fields if field.attname != "id" or "id" in rows[0]]
    quote = connection.ops.quote_name
    statement = (
        f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(quote(field.column) for field in names)})"
        f" VALUES ({', '.join(['%s'] * len(names))})"
    )
    cursor.executemany(statement, [[{**usual, **row}[field.attname] for field in names] for row in rows])
