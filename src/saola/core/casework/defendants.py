"""When a defendant dies or absconds: what the law asks, and what a careful registry does.

Each answer is a Finding whose value are the things to see to. National law decides; where it is not told, the answer
is unknown, never assumed.
"""

from collections.abc import Iterable
from datetime import date

from saola.core.values import Finding, Mark, Outcome, Source, gettext_noop, say

from .duties import PRACTICE, Duty, finding, missing

WITHOUT_CONVICTION = Source("United Nations Convention against Corruption", "art. 54(1)(c)", Mark.CHECKED)
EVADING = Source(
    "United Nations Convention against Transnational Organized Crime", "art. 11(5)", Mark.CHECKED
)
FAIR_TRIAL = Source("International Covenant on Civil and Political Rights", "art. 14(3)(d)")
DEATH_IN_CUSTODY = Source("United Nations Standard Minimum Rules for the Treatment of Prisoners", "rule 71")


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
    return finding(
        Outcome.NO if is_proved else Outcome.UNKNOWN,
        say(gettext_noop("Does the prosecution of this defendant go on?")),
        on,
        "death of the defendant",
        duties,
        () if is_proved else (missing("death_certificate", gettext_noop("Proof of the death.")),),
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
    open_ = []
    if may_try_absent is None and was_notified is not False:
        words = gettext_noop("Whether the law allows a trial in absence for this offence.")
        open_.append(missing("trial_in_absence", words))
    if was_notified is None and may_try_absent is not False:
        words = gettext_noop("Proof that the defendant was told of the charge and of the day in court.")
        open_.append(missing("notification", words))
    return finding(
        _both(may_try_absent, was_notified),
        say(gettext_noop("May the trial go on without this defendant?")),
        on,
        "absconding of the defendant",
        list(_of_absconding(is_property_held, has_surety)),
        tuple(open_),
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


def _both(first: bool | None, second: bool | None) -> Outcome:
    if first is False or second is False:
        return Outcome.NO
    return Outcome.YES if first and second else Outcome.UNKNOWN
