"""What changed in the law between two days, and which law is milder for an act between them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from saola.core.values import Finding, Message, Missing, Outcome, Reason, gettext_noop, say

from .facts import NOTHING, Facts
from .logic import NO, UNKNOWN, YES
from .penalties import Custody, Penalty
from .serious_crime import Severity, months, serious_crime
from .standing import standing, when_in_force
from .statutes import NO_SCOPE, Provision, SpeciesScope, Version
from .tiers import Reached, gravest
from .wording import custody_in_words


@dataclass(frozen=True, slots=True)
class Change:
    """One difference of one provision between two days; ``what`` is a word, ``text`` the sentence."""

    provision: str
    what: str
    text: Message


def changes(provisions: Iterable[Provision], first: date, second: date) -> list[Change]:
    """What differs on the ``second`` day from the ``first``, provision by provision.

    Raises ``ValueError`` when the second day is not after the first.
    """
    if second <= first:
        raise ValueError(f"the second day ({second}) must come after the first ({first})")
    return [change for provision in provisions for change in _changes(provision, first, second)]


def _changes(provision: Provision, first: date, second: date) -> Iterator[Change]:
    before, after = standing(provision, first), standing(provision, second)
    versions = [one.version for one in before], [one.version for one in after]
    if versions[0] == versions[1]:
        return
    if any(one.outcome is UNKNOWN for one in (*before, *after)) or max(map(len, versions)) > 1:
        yield _change(
            provision, "open", gettext_noop("{id}: which text stood on one of the days is not known.")
        )
    elif not before:
        yield _change(provision, "begun", gettext_noop("{id} came into force."))
    elif not after:
        yield _change(provision, "ended", gettext_noop("{id} ceased to be in force."))
    else:
        yield from differences(provision, versions[0][0], versions[1][0])


def _change(provision: Provision, what: str, template: str, **values: object) -> Change:
    return Change(provision.id, what, say(template, id=provision.id, **values))


def differences(provision: Provision, before: Version, after: Version) -> Iterator[Change]:
    """What sets one text apart from the other, told of ``provision``, to which the later belongs."""
    for what, verbs, template in (
        ("conduct_added", after.conduct - before.conduct, gettext_noop("{id} now covers also: {items}.")),
        ("conduct_removed", before.conduct - after.conduct, gettext_noop("{id} no longer names: {items}.")),
    ):
        if verbs and before.conduct and after.conduct:
            yield _change(provision, what, template, items=", ".join(sorted(verbs)))
    if _of_species(before) != _of_species(after):
        yield _change(
            provision,
            "species",
            gettext_noop("{id} is about other species: “{before}” became “{after}”."),
            before=_scope(before),
            after=_scope(after),
        )
    yield from _penalties(provision, before, after)
    if before.legal_persons != after.legal_persons:
        yield _change(provision, "legal_persons", gettext_noop("{id}: what becomes of companies changed."))


def _of_species(version: Version) -> SpeciesScope | str:
    """The scope without its words, or the words where there is nothing else."""
    bare = replace(version.species, words="")
    return version.species.words if bare == NO_SCOPE else bare


def _scope(version: Version) -> str:
    scope = version.species
    return (
        scope.words
        or ", ".join(sorted(scope.appendices | scope.schedules | scope.taxa | scope.groups))
        or "?"
    )


def _penalties(provision: Provision, before: Version, after: Version) -> Iterator[Change]:
    old, new = gravest_penalty(before), gravest_penalty(after)
    if old is None or new is None:
        return
    if old.custody != new.custody:
        what, template = _direction(old, new)
        yield _change(
            provision,
            what,
            template,
            before=custody_in_words(old.custody),
            after=custody_in_words(new.custody),
        )
    if old.combination != new.combination:
        yield _change(provision, "combination", gettext_noop("{id}: custody and fine now combine otherwise."))
    if old.fine != new.fine:
        yield _change(
            provision,
            "fine",
            gettext_noop("{id}: the fine changed from “{before}” to “{after}”."),
            before=old.fine.words if old.fine else "-",
            after=new.fine.words if new.fine else "-",
        )


def gravest_penalty(version: Version) -> Penalty | None:
    """The penalty with the gravest custody of a text, whatever it takes to reach it."""
    top = gravest(Reached(tier, YES) for tier in version.tiers)
    return top.tier.penalty if top else None


def _direction(old: Penalty, new: Penalty) -> tuple[str, str]:
    was, is_now = _number(old), _number(new)
    if was is None or is_now is None or was == is_now:
        return "custody", gettext_noop("{id}: the gravest custody changed from {before} to {after}.")
    if is_now > was:
        return "custody_raised", gettext_noop(
            "{id}: the gravest custody was raised from {before} to {after}."
        )
    return "custody_lowered", gettext_noop("{id}: the gravest custody was lowered from {before} to {after}.")


def _number(penalty: Penalty) -> float | None:
    return months(Severity(penalty.custody.kind, penalty.custody.maximum))


@dataclass(frozen=True, slots=True)
class Mildest:
    """The gravest custody when it was done, and the mildest of the laws that stood from then to the judgment."""

    at_offence: Severity
    mildest: Severity
    since: date | None


def lex_mitior(
    provision: Provision, done_on: date, judged_on: date, facts: Facts = NOTHING
) -> Finding[Mildest]:
    """Whether a law milder than that of the day of the act stood at some time up to the judgment.

    Whether the accused has the benefit of it is for the law of the State; both values are kept. Only the gravest
    custody is compared. Raises ``ValueError`` when the judgment comes before the act.
    """
    if judged_on < done_on:
        raise ValueError(f"judged on {judged_on}, before it was done on {done_on}")
    days = sorted(
        {done_on, judged_on}
        | {
            day
            for version in provision.versions
            for day in version.in_force.days_of_change()
            if done_on < day <= judged_on
        }
    )
    answers = [(day, _severity(provision, day, facts)) for day in days]
    outcome, since = _milder(answers)
    mildest = next((severity for day, severity in answers if day == since), answers[0][1])
    template = {
        YES: gettext_noop(
            "A law milder than that of the day of the act stood from {since}. It was: {before}; then: {after}."
        ),
        NO: gettext_noop("No milder law stood between the act and the judgment. It was: {before}."),
        UNKNOWN: gettext_noop("Whether a milder law stood between the act and the judgment is not known."),
    }[outcome]
    text = say(
        template,
        since=str(since or done_on),
        before=_in_words(answers[0][1]),
        after=_in_words(mildest),
    )
    return Finding(
        outcome=outcome,
        question=say(
            gettext_noop("Did a milder law than that of the act stand later, for {id}?"), id=provision.id
        ),
        on=judged_on,
        rule="lex_mitior",
        value=Mildest(_known(answers[0][1]), _known(mildest), since),
        reasons=(Reason(text, "lex_mitior", tuple(version.source for version in provision.versions)),),
        missing=(when_in_force(provision), _which_tier()) if outcome is UNKNOWN else (),
    )


def _severity(provision: Provision, day: date, facts: Facts) -> Severity | Outcome | None:
    """What could be imposed by the law of the day: ``None`` where there was none, ``UNKNOWN`` where it is open."""
    found = standing(provision, day)
    if not found:
        return None
    if len(found) > 1 or found[0].outcome is UNKNOWN:
        return UNKNOWN
    severity = serious_crime(provision, day, facts).value
    return UNKNOWN if severity is None or months(severity) is None or severity.open_tiers else severity


def _milder(answers: list[tuple[date, Severity | Outcome | None]]) -> tuple[Outcome, date | None]:
    known = [(day, _months(severity)) for day, severity in answers if severity is not UNKNOWN]
    if not known or answers[0][1] is UNKNOWN:
        return UNKNOWN, None
    at_offence = known[0][1]
    least = min(number for _, number in known)
    if least < at_offence:
        return YES, next(day for day, number in known if number == least)
    return (NO, None) if len(known) == len(answers) else (UNKNOWN, None)


def _months(severity: Severity | Outcome | None) -> float:
    """No law at all is milder than any."""
    return (months(severity) or 0) if isinstance(severity, Severity) else -1


def _known(severity: Severity | Outcome | None) -> Severity:
    return severity if isinstance(severity, Severity) else Severity()


def _in_words(severity: Severity | Outcome | None) -> Message:
    if severity is None:
        return say(gettext_noop("no offence"))
    known = _known(severity)
    return custody_in_words(Custody(known.kind, known.maximum))


def _which_tier() -> Missing:
    return Missing(
        "tier", say(gettext_noop("The facts that decide which tier of the penalty applies under each text."))
    )
