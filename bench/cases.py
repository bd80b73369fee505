"""How fast the list of cases answers for who sees few, many and all of them.

    python -m bench.cases [--cases N] [--requests R] [--seed S] [--folder DIR]

A node of its own is filled with made-up cases, teams, people and time limits. Then three people ask for the list with
filters, orders and pages drawn by chance, through the whole way of a request: sign-in, policy, rows, journal, page.
Prints one JSON line a figure, in milliseconds on the clock and of the processor.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, datetime, timedelta
from pathlib import Path

AGENCIES = 12
OF_MEMBER, OF_SUPERVISOR = 200, 0.3
STAGES = ("assessment", "investigation", "prosecution", "trial", "appeal", "closed")
GROUPS = ("pangolins", "elephants", "rhinos", "big_cats", "turtles", "parrots", "timber")
WORDS = ("container", "market", "courier", "airport", "border", "licence", "auction", "vessel", "broker")
LEAP = 2_000


def say(**figures: object) -> None:
    print(json.dumps({"bench": "cases", **figures}), flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--cases", type=int, default=100_000)
    options.add_argument("--requests", type=int, default=120)
    options.add_argument("--seed", type=int, default=2013)
    options.add_argument("--folder", type=Path, help="keep the node here, and use it again")
    options.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.child:
        measure(chosen.cases, chosen.requests, chosen.seed)
        return
    with tempfile.TemporaryDirectory(prefix="saola-bench-") as made:
        folder = chosen.folder or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "bench.cases", "--child", "--cases", str(chosen.cases)]
        command += ["--requests", str(chosen.requests), "--seed", str(chosen.seed)]
        subprocess.run(command, env={**os.environ, "SAOLA_DATA": str(folder)}, check=True)


def measure(cases: int, requests: int, seed: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saola.web.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    from saola.apps.accounts.models import Person
    from saola.apps.cases.models import Case

    if Case.objects.count() != cases:
        start = time.perf_counter()
        fill(cases, seed)
        say(figure="filled", cases=cases, seconds=round(time.perf_counter() - start, 1))
    for name in ("prosecutor", "supervisor", "member"):
        person = Person.objects.get(name=name)
        say(
            figure="list",
            who=name,
            sees=Case.objects.visible_to(person).count(),
            **_ask(person, requests, seed),
        )


def _ask(person, requests: int, seed: int) -> dict[str, float]:
    """The middle and the 95th percentile of many different questions."""
    from django.test import Client

    chance = random.Random(seed)
    client = Client()
    client.force_login(person)
    addresses = [_address(chance) for _ in range(requests)]
    for address in addresses[:5]:
        client.get(address)
    clock, processor = [], []
    for address in addresses:
        wall, cpu = time.perf_counter(), time.process_time()
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        clock.append((time.perf_counter() - wall) * 1000)
        processor.append((time.process_time() - cpu) * 1000)
    slow = sorted(zip(processor, addresses, strict=True), reverse=True)[:3]
    for took, address in slow:
        print(f"{person.name}: {took:.0f} ms of processor for {address}", file=sys.stderr)
    return {
        "median_ms": round(statistics.median(clock)),
        "p95_ms": round(_percentile(clock, 0.95)),
        "processor_median_ms": round(statistics.median(processor)),
        "processor_p95_ms": round(_percentile(processor, 0.95)),
    }


def _percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def _address(chance: random.Random) -> str:
    said = {}
    if chance.random() < 0.35:
        said["stage"] = chance.choice((*STAGES, "open"))
    if chance.random() < 0.25:
        said["group"] = chance.choice(GROUPS)
    if chance.random() < 0.2:
        said["due"] = chance.choice(("late", "7", "30"))
    if chance.random() < 0.2:
        said["agency"] = f"agency-{chance.randrange(AGENCIES)}"
    if chance.random() < 0.15:
        said["year"] = str(chance.randrange(2016, 2026))
    if chance.random() < 0.2:
        said["q"] = chance.choice((*WORDS, "Person 777", f"C{chance.randrange(1, 90_000):06d}"))
    if chance.random() < 0.1:
        said["mine"] = "1"
    if chance.random() < 0.4:
        said["sort"] = chance.choice(("due", "-opened", "number", "people"))
    if chance.random() < 0.15:
        said["page"] = str(chance.randrange(2, 40))
    return "/cases/?" + "&".join(f"{name}={word}" for name, word in said.items())


def fill(cases: int, seed: int) -> None:
    """Made-up cases: two people in each, a team of two, one to three agencies, half with something due."""
    from django.db import connection, transaction
    from django.utils import timezone

    from saola.apps.accounts.models import Agency, Person
    from saola.apps.cases.models import Case, CaseAgency, CaseWorker, Court, Involvement
    from saola.apps.parties.models import Party

    chance, now, today = random.Random(seed), timezone.now(), timezone.localdate()
    with transaction.atomic():
        agencies = [
            Agency.objects.create(code=f"agency-{number}", name=f"Agency {number}")
            for number in range(AGENCIES)
        ]
        prosecution = Agency.objects.create(code="prosecution", name="Prosecution")
        named = [("member", "investigator", agencies[0]), ("supervisor", "supervisor", agencies[1])]
        named.append(("prosecutor", "prosecutor", prosecution))
        for name, role, agency in named:
            Person.objects.create_user(name, full_name=name.title(), role=role, agency=agency)
        member = Person.objects.get(name="member")
        colleagues = [
            Person.objects.create_user(
                f"colleague-{number}",
                full_name=f"Colleague {number}",
                role="investigator",
                agency=agencies[number % AGENCIES],
            )
            for number in range(100)
        ]
        courts = [Court.objects.create(code=f"court-{n}", name=f"Court {n}") for n in range(8)]
        Party.objects.bulk_create(
            (
                Party(number=f"P{n:06d}", name=f"Person {n}", agency=agencies[n % AGENCIES])
                for n in range(1, cases + 1)
            ),
            batch_size=LEAP,
        )
    own = set(chance.sample(range(cases), min(OF_MEMBER, cases)))
    parties = list(Party.objects.values_list("pk", flat=True))
    for start in range(0, cases, LEAP):
        with transaction.atomic():
            made = Case.objects.bulk_create(
                [
                    _case(number, chance, agencies, courts, today, now, Case)
                    for number in range(start, min(start + LEAP, cases))
                ]
            )
            workers, parts, involved = [], [], []
            for place, case in enumerate(made, start):
                lead = chance.choice(colleagues)
                workers.append(CaseWorker(case=case, person=lead, part="lead"))
                if place in own:
                    workers.append(CaseWorker(case=case, person=member))
                parts.append(CaseAgency(case=case, agency_id=case.lead_id, part="lead"))
                parts.append(CaseAgency(case=case, agency=prosecution, part="prosecution"))
                if chance.random() < OF_SUPERVISOR - 1 / AGENCIES and case.lead_id != agencies[1].pk:
                    parts.append(CaseAgency(case=case, agency=agencies[1], part="joint"))
                for who in chance.sample(parties, 2):
                    involved.append(Involvement(case=case, party_id=who, subject="suspect", part="courier"))
            CaseWorker.objects.bulk_create(workers)
            CaseAgency.objects.bulk_create(parts)
            Involvement.objects.bulk_create(involved)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _case(number: int, chance: random.Random, agencies, courts, today: date, now: datetime, model):
    stage = chance.choice(STAGES)
    opened = today - timedelta(days=chance.randrange(1, 3_600))
    is_closed = stage == "closed"
    due = (
        now + timedelta(days=chance.randrange(-30, 200)) if not is_closed and chance.random() < 0.6 else None
    )
    groups = chance.sample(GROUPS, chance.choice((1, 1, 2)))
    return model(
        number=f"C{number + 1:06d}",
        title=f"Operation {number} at the {chance.choice(WORDS)}",
        summary="What is known so far of this case. " * 8,
        stage=stage,
        priority=chance.choice((1, 2, 2, 2, 3)),
        lead=chance.choice(agencies),
        origin="seizure",
        opened_on=opened,
        occurred_on=opened.isoformat(),
        country="QZ",
        place_name=f"Place {chance.randrange(500)}",
        court=chance.choice(courts) if stage in ("trial", "appeal") else None,
        groups=f",{','.join(groups)},",
        people_count=2,
        next_due_at=due,
        next_due="Bring before a court" if due else "",
        closed_on=today if is_closed else None,
        closing="judged" if is_closed else "",
        recorded_at=now,
    )


if __name__ == "__main__":
    main()
