"""When a defendant turns out to have been a child: the law of children, the name, custody.

By the age on the day of the act; of custody by the age now. Where the age is open, the person is treated as a child.
"""

from datetime import date, timedelta
from itertools import product

from saola.core.values import (
    Finding,
    Missing,
    Outcome,
    PartialDate,
    Source,
    gettext_noop,
    months_after,
    say,
)

from .duties import PRACTICE, Duty, finding, missing

CHILD_CUSTODY = Source("Convention on the Rights of the Child", "art. 37(b)-(d)")
CHILD_TRIAL = Source("Convention on the Rights of the Child", "art. 40(2)(b), 40(3)")
CHILD_COMMENT = Source("Committee on the Rights of the Child, general comment No. 24 (2019)", "on age")


def was_child(born: PartialDate, day: date | PartialDate, *, majority: int = 18) -> Outcome:
    """Whether somebody born then was under ``majority`` years old on ``day``; unknown where the dates leave it open.

    Who was born on 29 February comes of age on 1 March of a common year: where laws differ, the child's side.
    """
    known = day if isinstance(day, PartialDate) else PartialDate.of(day)
    births, days = (born.first_day, born.last_day), (known.first_day, known.last_day)
    pairs = [(birth, that) for birth, that in product(births, days) if birth and that]
    answers = {that < _birthday(birth, majority) for birth, that in pairs}
    if len(answers) != 1:
        return Outcome.UNKNOWN
    return Outcome.YES if answers.pop() else Outcome.NO


def _birthday(birth: date, age: int) -> date:
    day = months_after(birth, 12 * age)
    return day + timedelta(days=birth.day - day.day)


def age_at_act(
    on: date,
    *,
    born: PartialDate,
    acted_on: date | PartialDate,
    majority: int = 18,
    responsible_from: int | None = None,
    is_held: bool = False,
) -> Finding[tuple[Duty, ...]]:
    """Whether the defendant was a child on the day of the act, and what to see to.

    ``majority`` and ``responsible_from``, the age from which somebody can be punished, are the law's (``None``: not
    known). Where the age is open, the person is treated as a child until it is settled.
    """
    outcome = was_child(born, acted_on, majority=majority)
    duties: list[Duty] = []
    if outcome is not Outcome.NO:
        if outcome is Outcome.UNKNOWN:
            words = gettext_noop(
                "Whether this was a child is open. Until it is settled, treat the person as a child."
            )
            duties.append(Duty("age", say(words), CHILD_COMMENT))
        duties += _of_responsibility(born, acted_on, responsible_from)
        duties += _of_a_child()
        if is_held:
            duties += _of_a_child_held(was_child(born, on, majority=majority))
    return finding(
        outcome,
        say(gettext_noop("Was the defendant under {age} on the day of the act?"), age=majority),
        on,
        "age at the act",
        duties,
        _missing_dates(born, acted_on) if outcome is Outcome.UNKNOWN else (),
    )


def _of_responsibility(
    born: PartialDate, acted_on: date | PartialDate, responsible_from: int | None
) -> list[Duty]:
    if responsible_from is None:
        words = gettext_noop("Look up from which age somebody can be punished: below it no charge stands.")
        return [Duty("responsibility", say(words), CHILD_TRIAL)]
    below = was_child(born, acted_on, majority=responsible_from)
    if below is Outcome.NO:
        return []
    words = (
        gettext_noop(
            "Under {age} on the day of the act: nobody that young can be punished. Withdraw the charge."
        )
        if below is Outcome.YES
        else gettext_noop(
            "Possibly under {age} on the day of the act, and then not punishable: settle it first."
        )
    )
    return [Duty("responsibility", say(words, age=responsible_from), CHILD_TRIAL)]


def _of_a_child() -> list[Duty]:
    return [
        Duty(
            "court",
            say(gettext_noop("Take the charge to the juvenile court or list; the age at the act decides.")),
            CHILD_TRIAL,
        ),
        Duty(
            "name",
            say(gettext_noop("Withhold the name from lists, documents and hearings.")),
            CHILD_TRIAL,
        ),
        Duty(
            "guardian",
            say(gettext_noop("See that parents or a guardian are told, and that a lawyer assists.")),
            CHILD_TRIAL,
        ),
        Duty(
            "statements",
            say(gettext_noop("Have the prosecutor look at statements that were taken as from an adult.")),
            PRACTICE,
        ),
    ]


def _of_a_child_held(is_child_now: Outcome) -> list[Duty]:
    words = gettext_noop(
        "Have custody reviewed at once: of a child it is the last resort, and for the shortest time."
    )
    found = [Duty("custody", say(words), CHILD_CUSTODY)]
    if is_child_now is not Outcome.NO:
        apart = gettext_noop("See that the child is held apart from adults.")
        found.append(Duty("apart", say(apart), CHILD_CUSTODY))
    return found


def _missing_dates(born: PartialDate, acted_on: date | PartialDate) -> tuple[Missing, ...]:
    found = []
    if born.day is None:
        found.append(missing("born_on", gettext_noop("The exact day of birth, or an assessment of the age.")))
    if isinstance(acted_on, PartialDate) and acted_on.day is None:
        found.append(missing("acted_on", gettext_noop("The exact day of the act.")))
    return tuple(found)
