"""Counting over the columns, against the same question as SQL over the records."""

import random
import statistics
import time

from .saying import say


def measure_facts(size: int, seed: int) -> None:
    from django.db.models import Count

    from saola.apps.accounts.models import Person
    from saola.apps.catalogue.models import Taxon
    from saola.apps.seizures.exploring import facts, queries
    from saola.apps.seizures.exploring.filters import Filters
    from saola.apps.seizures.models import Incident

    analyst = Person.objects.filter(role="analyst").first() or Person.objects.create_user(
        "analyst", full_name="Analyst", role="analyst"
    )
    start = time.perf_counter()
    facts.facts(facts.Moment.now())
    say(figure="facts read or built", incidents=size, seconds=round(time.perf_counter() - start, 2))
    chance, ours, theirs = random.Random(seed), [], []
    for taxon in chance.sample(list(Taxon.objects.filter(rank="genus")), 12):
        start = time.perf_counter()
        by_year = queries.counts("year", Filters(taxon=taxon), analyst)
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        chosen = (
            Incident.objects.filter(specimens__taxon__path__startswith=taxon.path).order_by().values("year")
        )
        rows = list(chosen.annotate(many=Count("pk", distinct=True)))
        theirs.append(time.perf_counter() - start)
        assert sum(bar.count for bar in by_year) == sum(row["many"] for row in rows)
    ours_ms, theirs_ms = statistics.median(ours) * 1000, statistics.median(theirs) * 1000
    say(
        figure="a genus by year",
        incidents=size,
        facts_ms=round(ours_ms, 1),
        sql_ms=round(theirs_ms, 1),
        ratio=round(theirs_ms / ours_ms, 1),
    )
