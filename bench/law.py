"""How many questions of law a second one core answers.

    python -m bench.law [--seconds S] [--seed N]

Asks the law of the library: serious crime, charging, and being bound by a treaty, for provisions, days and facts drawn by
chance. Prints one JSON line a figure. The limit beside each is the cheapest thing that can be said to answer at all:
comparing two dates and two numbers and making one ``Finding`` with one reason, in the same run. Seconds are seconds of
processor time of this one process.
"""

import argparse
import json
import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from saola.apps.catalogue.law import law_book, treaty_book
from saola.core.law import Fact, Facts
from saola.core.law.charging import chargeable
from saola.core.law.serious_crime import serious_crime
from saola.core.law.treaties import bound
from saola.core.values import Finding, Outcome, Reason, say

FACTS = {
    "appendix": lambda chance: chance.choice(["I", "II", "none"]),
    "organized_group": lambda chance: chance.random() < 0.5,
    "previous_convictions": lambda chance: Decimal(chance.randrange(3)),
    "in_protected_area": lambda chance: chance.random() < 0.5,
    "mental": lambda chance: chance.choice(["intent", "negligence"]),
    "permit": lambda chance: chance.random() < 0.5,
    "group": lambda chance: chance.choice(["elephant", "rhinoceros", "pangolin"]),
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--seconds", type=float, default=3.0, help="processor time for each figure")
    options.add_argument("--seed", type=int, default=20130725)
    chosen = options.parse_args()
    chance = random.Random(chosen.seed)
    laws, treaties = law_book(), treaty_book()
    provisions = list(laws.provisions.values())
    cases = [(chance.choice(provisions), _day(chance), _facts(chance)) for _ in range(5_000)]
    states = sorted({state for treaty in ("untoc", "uncac", "cites") for state in treaties.members(treaty)})
    pairs = [
        (chance.choice(states), chance.choice(("untoc", "uncac", "cites")), _day(chance))
        for _ in range(5_000)
    ]
    limit = rate(lambda n: _least(cases[n % len(cases)][1]), chosen.seconds)
    questions = {
        "serious_crime": lambda n: serious_crime(*cases[n % len(cases)]),
        "chargeable": lambda n: chargeable(*cases[n % len(cases)], laws.schedules),
        "bound": lambda n: bound(*pairs[n % len(pairs)], treaties),
    }
    for figure, ask in questions.items():
        speed = rate(ask, chosen.seconds)
        print(
            json.dumps(
                {
                    "figure": figure,
                    "per_second": round(speed),
                    "limit": "one comparison and one Finding",
                    "limit_per_second": round(limit),
                    "ratio": round(speed / limit, 3),
                }
            ),
            flush=True,
        )


def rate(ask: Callable[[int], object], seconds: float) -> float:
    """Questions a second of processor time, over at least ``seconds`` of it."""
    asked, start = 0, time.process_time()
    while (spent := time.process_time() - start) < seconds:
        for _ in range(500):
            ask(asked)
            asked += 1
    return asked / spent


def _least(day: date) -> Finding[None]:
    answer = Outcome.YES if date(2009, 1, 1) <= day and len("four") >= 4 else Outcome.NO
    return Finding(answer, say("Is it?"), day, "limit", reasons=(Reason(say("It is.")),))


def _day(chance: random.Random) -> date:
    return date(1990, 1, 1) + timedelta(days=chance.randrange(13_000))


def _facts(chance: random.Random) -> Facts:
    known = {
        name: Fact(draw(chance), evidence=chance.choice([(), ("E-1",)]))
        for name, draw in FACTS.items()
        if chance.random() < 0.6
    }
    return Facts({**known, "country": Fact("TZ"), "conduct": Fact(frozenset({"possess"}))})


if __name__ == "__main__":
    main()
