"""How fast the page of the resolution answers beside a million seizures and a hundred thousand cases.

    python -m bench.resolution --folder DIR [--cases N] [--requests R] [--seed S]

``DIR`` is a node that holds its seizures already, such as one that ``python -m bench.explorer --keep`` left; cases,
charges, hearings and sentences are added to it once. Then a reader opens the page again and again, and after each time
an entry is written in the journal, as in a house at work. Prints one JSON line a figure, and the memory of the process.
"""

import argparse
import json
import os
import random
import resource
import statistics
import time
from datetime import date, timedelta
from pathlib import Path

LEAP = 5_000
STATES = ("drafted", "filed", "convicted", "convicted", "acquitted", "dismissed", "withdrawn")


def say(**figures: object) -> None:
    print(json.dumps({"bench": "resolution", **figures}), flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--folder", type=Path, required=True)
    options.add_argument("--cases", type=int, default=100_000)
    options.add_argument("--requests", type=int, default=20)
    options.add_argument("--seed", type=int, default=2013)
    chosen = options.parse_args()
    os.environ["SAOLA_DATA"] = str(chosen.folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saola.web.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    from saola.apps.cases.models import Case
    from saola.apps.seizures.models import Incident

    if Case.objects.count() < chosen.cases:
        fill(chosen.cases, chosen.seed)
    say(figure="records", seizures=Incident.objects.count(), cases=Case.objects.count())
    ask(chosen.requests)


def ask(requests: int) -> None:
    """The first answer, and the middle and the slowest of the others."""
    from django.db import transaction
    from django.test import Client

    from saola.apps.accounts.models import Person
    from saola.apps.journal import actions as journal

    person = Person.objects.filter(role="reader").first()
    person = person or Person.objects.create_user("bench-reader", full_name="Reader", role="reader")
    client = Client()
    client.force_login(person)
    took = []
    for _each in range(requests + 1):
        start, processor = time.perf_counter(), time.process_time()
        answer = client.get("/resolution/")
        took.append((time.perf_counter() - start, time.process_time() - processor))
        assert answer.status_code == 200
        with transaction.atomic():
            journal.write("access.denied", by=person, action="bench", outcome="denied")
    clock, processor = ([round(each[at] * 1000) for each in took] for at in (0, 1))
    say(figure="first", ms=clock[0], processor_ms=processor[0])
    say(
        figure="page",
        median_ms=statistics.median(clock[1:]),
        slowest_ms=max(clock[1:]),
        processor_median_ms=statistics.median(processor[1:]),
        memory_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )


def fill(cases: int, seed: int) -> None:
    """Made-up cases with one person, one charge, two hearings and, of the convicted, a sentence each."""
    from django.db import connection, transaction
    from django.utils import timezone

    from saola.apps.accounts.models import Agency
    from saola.apps.cases import models
    from saola.apps.parties.models import Party

    chance, now, today = random.Random(seed), timezone.now(), timezone.localdate()
    agency, _new = Agency.objects.get_or_create(code="bench-lead", defaults={"name": "Lead"})
    court, _new = models.Court.objects.get_or_create(code="bench", defaults={"name": "Court"})
    party = Party.objects.create(number=f"P{seed:06d}", name="Somebody")
    for start in range(0, cases, LEAP):
        with transaction.atomic():
            made = models.Case.objects.bulk_create(
                _case(number, chance, agency, today, models.Case)
                for number in range(start, min(start + LEAP, cases))
            )
            models.CaseAgency.objects.bulk_create(
                models.CaseAgency(case=case, agency=agency, part="lead") for case in made
            )
            accused = models.Involvement.objects.bulk_create(
                models.Involvement(case=case, party=party, part="courier", subject="suspect") for case in made
            )
            charges = models.Charge.objects.bulk_create(
                _charge(one, chance, today, models.Charge) for one in accused
            )
            models.Sentence.objects.bulk_create(
                models.Sentence(
                    charge=one, component="custody", days=365, words="a year", pronounced_on=today
                )
                for one in charges
                if one.state == "convicted"
            )
            models.Hearing.objects.bulk_create(
                models.Hearing(case=case, court=court, kind="trial", at=now, **fields)
                for case in made
                for fields in (
                    {"state": "held"},
                    {"state": "adjourned", "adjourned_because": "counsel_absent"},
                )
            )
            models.Event.objects.bulk_create(
                models.Event(case=case, kind=kind, happened_on="2024", words="noted")
                for case in made
                for kind in (
                    "report",
                    "statement",
                    chance.choice(("request_sent", "controlled_delivery", "note")),
                )
            )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _case(number: int, chance: random.Random, agency, today: date, model):
    stage = chance.choice(("investigation", "trial", "closed"))
    closed = {"closed_on": today, "closing": "judged"} if stage == "closed" else {}
    return model(
        number=f"C{number + 1:06d}",
        title=f"Operation {number}",
        stage=stage,
        lead=agency,
        origin="seizure",
        opened_on=today - timedelta(days=chance.randrange(1, 3_600)),
        **closed,
    )


def _charge(one, chance: random.Random, today: date, model):
    state = chance.choice(STATES)
    return model(
        case=one.case,
        defendant=one,
        count=1,
        provision="QZ-WPA-2009-21",
        acted_on="2024-01-01",
        words="possesses a specimen",
        is_serious=chance.choice(("yes", "no")),
        state=state,
        drafted_on=today,
        filed_on=None if state == "drafted" else today,
    )


if __name__ == "__main__":
    main()
