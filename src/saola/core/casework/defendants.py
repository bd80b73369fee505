"""When a defendant dies, absconds, or turns out to have been a child: what the law asks, and what a careful registry does.

Each answer is a Finding whose value are the things to see to. National law decides; where it is not told, the answer
is unknown, never assumed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from saola.core.values import (
    Finding,
    Mark,
    Message,
    Missing,
    Outcome,
    PartialDate,
    Reason,
    Source,
    gettext_noop,
    months_after,
    say,
)

WITHOUT_CONVICTION = Source("United Nations Convention against Corruption", "art. 54(1)(c)", Mark.CHECKED)
EVADING = Source(
    "United Nations Convention against Transnational Organized Crime", "art. 11(5)", Mark.CHECKED
)
FAIR_TRIAL = Source("International Covenant on Civil and Political Rights", "art. 14(3)(d)")
CHILD_CUSTODY = Source("Convention on the Rights of the Child", "art. 37(b)-(d)")
CHILD_TRIAL = Source("Convention on the Rights of the Child", "art. 40(2)(b), 40(3)")
CHILD_COMMENT = Source("Committee on the Rights of the Child, general comment No. 24 (2019)", "on age")
DEATH_IN_CUSTODY = Source("United Nations Standard Minimum Rules for the Treatment of Prisoners", "rule 71")
PRACTICE = Source("Practice of a careful registry; our own choice")


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to see to. ``code`` is the word the faces link to; ``text`` says what to do, ``source`` why."""

    code: str
    text: Message
    source: Source


def after_death(
    on: date,
    *,
    is_proved: bool,
    open_charges: int = 0,
    open_warrants: int = 0,
    was_held: bool = False,
    is_property_held: bool | None = None,
) -> Finding[tuple[Duty, ...]]:
    """Whether the prosecution of a defendant who is said to have died goes on, and what to see to.

    ``is_proved``: a certificate, or what the law takes for one, is on record. ``was_held``: died while held or serving.
    ``is_property_held``: something is seized or frozen that confiscation may still reach; ``None``: nobody looked.
    """
    duties = _of_proof() if not is_proved else _of_proved_death(open_charges, open_warrants)
    if was_held:
        words = gettext_noop("The person died while held: an independent inquiry into the death is due.")
        duties.append(Duty("inquiry", say(words), DEATH_IN_CUSTODY))
    if is_property_held is not False:
        duties.append(_confiscation())
    words = gettext_noop("Charges against others go on. The record of this person stays as it is.")
    duties.append(Duty("others", say(words), PRACTICE))
    return _finding(
        Outcome.NO if is_proved else Outcome.UNKNOWN,
        say(gettext_noop("Does the prosecution of this defendant go on?")),
        on,
        "death of the defendant",
        duties,
        () if is_proved else (_missing("death_certificate", gettext_noop("Proof of the death.")),),
    )


def _of_proof() -> list[Duty]:
    words = gettext_noop(
        "The death is said and not proved. Ask for the certificate; until then charges and warrants stand."
    )
    return [Duty("death_certificate", say(words), PRACTICE)]


def _of_proved_death(open_charges: int, open_warrants: int) -> list[Duty]:
    found = []
    if open_charges:
        words = gettext_noop("Charges that end by the death: {count}. Record each as ended by death.")
        found.append(Duty("charges", say(words, count=open_charges), PRACTICE))
    if open_warrants:
        words = gettext_noop("Warrants to recall: {count}, here and where they were sent abroad.")
        found.append(Duty("warrants", say(words, count=open_warrants), PRACTICE))
    words = gettext_noop(
        "A conviction under appeal: ask the court whether it stands; the law of States differs."
    )
    return [*found, Duty("appeal", say(words), PRACTICE)]


def _confiscation() -> Duty:
    words = gettext_noop(
        "Confiscation may go on without a conviction where the law allows it: "
        "ask the prosecutor before anything seized is given back."
    )
    return Duty("confiscation", say(words), WITHOUT_CONVICTION)


def after_absconding(
    on: date,
    *,
    may_try_absent: bool | None = None,
    was_notified: bool | None = None,
    is_property_held: bool | None = None,
    has_surety: bool | None = None,
) -> Finding[tuple[Duty, ...]]:
    """Whether the trial may go on without a defendant who has absconded, and what to see to.

    ``may_try_absent``: the law of the State allows it for this offence; ``was_notified``: the defendant knew of the
    charge and the day. Both must hold; ``None`` is not known.
    """
    missing = []
    if may_try_absent is None and was_notified is not False:
        words = gettext_noop("Whether the law allows a trial in absence for this offence.")
        missing.append(_missing("trial_in_absence", words))
    if was_notified is None and may_try_absent is not False:
        words = gettext_noop("Proof that the defendant was told of the charge and of the day in court.")
        missing.append(_missing("notification", words))
    return _finding(
        _both(may_try_absent, was_notified),
        say(gettext_noop("May the trial go on without this defendant?")),
        on,
        "absconding of the defendant",
        list(_of_absconding(is_property_held, has_surety)),
        tuple(missing),
    )


def _of_absconding(is_property_held: bool | None, has_surety: bool | None) -> Iterable[Duty]:
    warrant = gettext_noop(
        "Ask the court for a warrant; if a border may be crossed, have it circulated abroad."
    )
    yield Duty("warrant", say(warrant), PRACTICE)
    clocks = gettext_noop("Record the day: it decides which time limits stand still.")
    yield Duty("clocks", say(clocks), PRACTICE)
    limitation = gettext_noop(
        "The period of limitation may be longer or stand still while somebody evades justice: look it up."
    )
    yield Duty("limitation", say(limitation), EVADING)
    absent = gettext_noop(
        "Everybody has the right to be tried in their presence; absence must be their choice."
    )
    yield Duty("presence", say(absent), FAIR_TRIAL)
    if has_surety is not False:
        bail = gettext_noop("Ask the court what becomes of the bail and of whoever stood surety.")
        yield Duty("bail", say(bail), PRACTICE)
    if is_property_held is not False:
        yield _confiscation()
    severed = gettext_noop(
        "Others charged: ask whether their trial is to be held apart, so that they need not wait."
    )
    yield Duty("others", say(severed), PRACTICE)


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
    return _finding(
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
        found.append(
            _missing("born_on", gettext_noop("The exact day of birth, or an assessment of the age."))
        )
    if isinstance(acted_on, PartialDate) and acted_on.day is None:
        found.append(_missing("acted_on", gettext_noop("The exact day of the act.")))
    return tuple(found)


def _both(first: bool | None, second: bool | None) -> Outcome:
    if first is False or second is False:
        return Outcome.NO
    return Outcome.YES if first and second else Outcome.UNKNOWN


def _missing(field: str, words: str) -> Missing:
    return Missing(field, say(words))


def _finding(
    outcome: Outcome,
    question: Message,
    on: date,
    rule: str,
    duties: Iterable[Duty],
    missing: tuple[Missing, ...],
) -> Finding[tuple[Duty, ...]]:
    """The reasons are the duties, so that a page shows the one with the other."""
    value = tuple(duties)
    reasons = tuple(Reason(duty.text, duty.code, (duty.source,)) for duty in value)
    return Finding(outcome, question, on, rule, value, reasons, missing)
