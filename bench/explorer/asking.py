"""Clients that open pages of selections drawn anew each time, without pause."""

import http.client
import random
import statistics
import threading
import time
from urllib.parse import urlencode

from .filling import COUNTRIES, TERMS, TRANSPORT
from .saying import say

VIEWS = ("", "", "map", "charts", "totals")  # the list twice: it is what people open most


def choices() -> dict[str, list]:
    from saola.apps.catalogue.models import Taxon

    taxa = Taxon.objects.filter(rank__in=("class", "order", "family", "genus", "species")).exclude(group="")
    groups = Taxon.objects.exclude(group="").order_by().values_list("group", flat=True).distinct()
    return {
        "taxon": list(taxa.values_list("pk", flat=True)),
        "group": list(groups),
        "term": [term for term, _unit in TERMS],
        "country": COUNTRIES,
        "role": ["any", "origin", "transit", "destination"],
        "transport": [code for code in TRANSPORT if code],
        "agency": [f"agency-{n}" for n in range(12)],
        "year": [str(year) for year in range(2014, 2024)],
        "appendix": ["I", "II", "III", "none"],
        "q": [f"place {n}" for n in range(300)],
        "least": [str(10**power) for power in range(6)],
    }


def _address(chance: random.Random, choices: dict[str, list]) -> tuple[str, str]:
    """A page of one to three choices, and its view."""
    view = chance.choice(VIEWS)
    names = chance.sample(list(choices), chance.choice((1, 1, 2, 2, 3)))
    words = {name: chance.choice(choices[name]) for name in names}
    return f"/seizures/?{urlencode({**words, **({'view': view} if view else {})})}", view or "list"


def session() -> str:
    from django.test import Client

    from saola.apps.accounts.models import Person

    client = Client()
    client.force_login(Person.objects.get(role="analyst"))
    return client.cookies["sessionid"].value


def ask(port: int, session: str, address: str, line: http.client.HTTPConnection | None = None) -> int:
    line = line or http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    line.request("GET", address, headers={"Cookie": f"sessionid={session}"})
    answer = line.getresponse()
    answer.read()
    return answer.status


def measure_pages(
    server, session: str, choices: dict, size: int, clients: int, seconds: float, seed: int
) -> None:
    taken: list[tuple[str, float]] = []
    wrong: list[tuple[int, str]] = []
    end = time.perf_counter() + seconds

    def client(own: int) -> None:
        chance = random.Random(seed * 1000 + own)
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
        while time.perf_counter() < end:
            address, view = _address(chance, choices)
            start = time.perf_counter()
            status = ask(server.port, session, address, line)
            taken.append((view, time.perf_counter() - start))
            if status != 200:
                wrong.append((status, address))

    threads = [threading.Thread(target=client, args=(own,)) for own in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for view in ("list", "map", "charts", "totals", "all"):
        own = sorted(spent for kind, spent in taken if view in (kind, "all"))
        say(
            figure=f"page: {view}",
            incidents=size,
            clients=clients,
            asked=len(own),
            median_ms=round(statistics.median(own) * 1000, 1),
            p95_ms=round(own[int(len(own) * 0.95)] * 1000, 1),
            most_ms=round(own[-1] * 1000, 1),
        )
    say(
        figure="memory at work",
        incidents=size,
        memory_mb=server.memory_mb(),
        wrong=len(wrong),
        first=wrong[:3],
    )
