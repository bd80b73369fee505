"""Rule R7: were the documents that CITES asks for there, and good? By Appendix, movement, States and day.

What is required follows articles III to V; what exempts, article VII; what makes a document good, article VI. A State may
ask for more (article XIV(1)), which is for its own law. Where several Appendices are possible, each is asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from saola.core.values import Finding, Message, Missing, Outcome, Reason, gettext_noop, say

from .conditions import open_facts
from .logic import NO, UNKNOWN, YES, agreed, every, negate, some
from .permit_documents import Checked, check_document, days_of_change
from .permit_exemptions import WANTED, Exemption, exemptions
from .permits import (
    APPENDICES,
    MOVEMENTS,
    Consignment,
    Document,
    Needed,
    Paper,
    article,
    covered,
    deemed,
    needed,
    papers_in_words,
)
from .standing import Day, over_days


@dataclass(frozen=True, slots=True)
class Required:
    """A document that is, or may be, asked for under an Appendix, whether one is there, and what was found of each."""

    appendix: str
    kinds: tuple[Paper, ...]
    article: str
    outcome: Outcome
    checked: tuple[Checked, ...] = ()


@dataclass(frozen=True, slots=True)
class Papers:
    """All that is required; ``exempt`` names the exemptions (article VII) that certainly apply."""

    required: tuple[Required, ...] = ()
    exempt: tuple[str, ...] = ()

    @property
    def lacking(self) -> tuple[Required, ...]:
        """Those for which there is no document at all, or none that is good."""
        return tuple(one for one in self.required if one.outcome is NO)


@dataclass(frozen=True, slots=True)
class _Answer:
    outcome: Outcome
    papers: Papers = Papers()
    reasons: tuple[Reason, ...] = ()
    missing: tuple[Missing, ...] = ()


def permit_check(consignment: Consignment, documents: Iterable[Document] | None, on: Day) -> Finding[Papers]:
    """Whether the documents required on the day of the movement were there and good. ``value`` are the ``Papers``.

    ``documents`` are all that were presented; ``None`` where it is not known which were: the answer then says what is
    required.
    """
    presented = None if documents is None else tuple(documents)
    possible = tuple(sorted(consignment.appendix)) or APPENDICES
    changes = {day for document in presented or () for day in days_of_change(document, possible)}
    return over_days(on, changes, lambda day: _on_day(consignment, presented, possible, day))


def _on_day(
    consignment: Consignment,
    documents: tuple[Document, ...] | None,
    possible: tuple[str, ...],
    on: date | None,
) -> Finding[Papers]:
    answers = [_under(consignment, documents, appendix, on) for appendix in possible]
    outcome = agreed(answer.outcome for answer in answers)
    lacks = [lack for answer in answers if answer.outcome is UNKNOWN for lack in answer.missing]
    if len(possible) > 1:
        text = gettext_noop("The Appendix that applied on the day; possible are: {appendices}.")
        lacks.insert(0, Missing("appendix", say(text, appendices=", ".join(possible))))
    required = tuple(one for answer in answers for one in answer.papers.required)
    exempt = {name for name in answers[0].papers.exempt if all(name in a.papers.exempt for a in answers)}
    more = say(gettext_noop("The State may ask for more than the Convention does; its own law says so."))
    return Finding(
        outcome=outcome,
        question=say(
            gettext_noop("Were the documents there that CITES asks for ({movement})?"),
            movement=say(MOVEMENTS[consignment.movement]),
        ),
        on=on,
        rule="R7 permit_check",
        value=Papers(required, tuple(sorted(exempt))),
        reasons=(
            *dict.fromkeys(reason for answer in answers for reason in answer.reasons),
            Reason(more, "R7", (article("XIV(1)"),)),
        ),
        missing=tuple(dict.fromkeys(lacks)) if outcome is UNKNOWN else (),
    )


def _under(
    consignment: Consignment, documents: tuple[Document, ...] | None, listed: str, on: date | None
) -> _Answer:
    """The answer if the species stood in ``listed``."""
    if listed == "none":
        return _free(
            gettext_noop("The species is in no Appendix, so the Convention asks for nothing."), "I(a)"
        )
    part = covered(consignment, listed)
    if part is NO:
        return _free(
            gettext_noop(
                "The listing in Appendix {appendix} does not cover this part, so nothing is asked for."
            ),
            "I(b)",
            appendix=listed,
        )
    bound = consignment.bound(consignment.answerable)
    if bound is NO:
        return _free(
            gettext_noop(
                "{state} is not bound for this species, as no Party or by a reservation, so the Convention asks nothing "
                "of it; it may of the other State."
            ),
            "XV(3), XVI(2), XXIII",
            state=consignment.answerable,
        )
    answer = _of_a_party(consignment, documents, listed, on)
    for outcome, lack in ((part, _part_wanted(listed)), (bound, _bound_wanted(consignment.answerable))):
        if outcome is UNKNOWN and answer.outcome is not YES:
            answer = replace(answer, outcome=UNKNOWN, missing=(lack, *answer.missing))
    return answer


def _free(template: str, of_article: str, **values: Any) -> _Answer:
    return _Answer(YES, reasons=(Reason(say(template, **values), "R7", (article(of_article),)),))


def _part_wanted(listed: str) -> Missing:
    text = gettext_noop(
        "Whether the listing in Appendix {appendix} covers this part or derivative (its annotation)."
    )
    return Missing("part_is_covered", say(text, appendix=listed))


def _bound_wanted(state: str) -> Missing:
    text = gettext_noop("Whether {state} was a Party on the day and held no reservation for the species.")
    return Missing("participation", say(text, state=state or "?"))


def _of_a_party(
    consignment: Consignment, documents: tuple[Document, ...] | None, listed: str, on: date | None
) -> _Answer:
    rules = deemed(consignment, listed)
    wanted = needed(consignment, rules)
    found = tuple(_required(one, consignment, documents, rules, listed, on) for one in wanted)
    claimed = [
        (one, *_excuses(one, consignment, documents, rules, listed, on))
        for one in exemptions(rules)
        if _is_claimed(one, consignment)
    ]
    outcome = some((*(answer for _, answer, _ in claimed), every(one.outcome for one in found)))
    reasons = [*_about(consignment, listed, rules)]
    reasons += [_exempt_reason(one, answer) for one, answer, _ in claimed]
    missing = [lack for _, answer, lacks in claimed if answer is UNKNOWN for lack in lacks]
    for need, one in zip(wanted, found, strict=True):
        reasons += _reasons(need, one, documents)
        missing += _lacks(need, one, documents)
    exempt = tuple(one.name for one, answer, _ in claimed if answer is YES)
    return _Answer(outcome, Papers(found, exempt), tuple(reasons), tuple(missing))


def _is_claimed(exemption: Exemption, consignment: Consignment) -> bool:
    claim = consignment.facts.get(exemption.claims)
    return claim is not None and claim.value is True


def _required(
    need: Needed,
    consignment: Consignment,
    documents: tuple[Document, ...] | None,
    rules: str,
    listed: str,
    on: date | None,
) -> Required:
    checked = tuple(
        check_document(document, consignment, rules, listed, on)
        for document in documents or ()
        if document.kind in need.kinds
    )
    there = UNKNOWN if documents is None else some(one.outcome for one in checked)
    return Required(listed, need.kinds, need.article, some((negate(need.when), there)), checked)


def _excuses(
    exemption: Exemption,
    consignment: Consignment,
    documents: tuple[Document, ...] | None,
    rules: str,
    listed: str,
    on: date | None,
) -> tuple[Outcome, tuple[Missing, ...]]:
    is_so = exemption.when.check(consignment.facts)
    lacks = [Missing(name, say(WANTED[name])) for name in open_facts(exemption.when, consignment.facts)]
    if exemption.paper is None:
        return is_so, tuple(lacks)
    one = _required(Needed((exemption.paper,), exemption.article), consignment, documents, rules, listed, on)
    lacks += _lacks(Needed((exemption.paper,), exemption.article), one, documents)
    return every((is_so, one.outcome)), tuple(lacks)


def _about(consignment: Consignment, listed: str, rules: str) -> Iterable[Reason]:
    if listed != rules:
        text = gettext_noop("Bred or propagated for trade (source D), so it counts as of Appendix II.")
        yield Reason(say(text), "R7", (article("VII(4)"),))
    other = consignment.from_state if consignment.answerable == consignment.to_state else consignment.to_state
    if other and consignment.bound(other) is NO:
        text = gettext_noop(
            "{state} is not bound for this species. Comparable documents of its authorities may be accepted in place of "
            "permits and certificates."
        )
        yield Reason(say(text, state=other), "R7", (article("X"),))


_EXEMPT = {
    YES: gettext_noop("{what}: exempt."),
    NO: gettext_noop("{what}: claimed, and not so."),
    UNKNOWN: gettext_noop("{what}: claimed, and not yet shown."),
}


def _exempt_reason(one: Exemption, outcome: Outcome) -> Reason:
    return Reason(say(_EXEMPT[outcome], what=one.text), one.name, (article(one.article),))


def _reasons(need: Needed, one: Required, documents: tuple[Document, ...] | None) -> Iterable[Reason]:
    if need.when is NO:
        return
    yield Reason(
        say(_asked(need, one, documents), kinds=papers_in_words(need.kinds), appendix=one.appendix),
        "R7",
        (article(need.article),),
    )
    for checked in one.checked:
        yield from checked.reasons


def _asked(need: Needed, one: Required, documents: tuple[Document, ...] | None) -> str:
    if need.when is UNKNOWN:
        return gettext_noop("Under Appendix {appendix} this may be required: {kinds}.")
    if documents is not None and not one.checked:
        return gettext_noop("Under Appendix {appendix} this is required, and was not presented: {kinds}.")
    return gettext_noop("Under Appendix {appendix} this is required: {kinds}.")


def _lacks(need: Needed, one: Required, documents: tuple[Document, ...] | None) -> Iterable[Missing]:
    if one.outcome is not UNKNOWN:
        return
    if need.when is UNKNOWN and need.lack is not None:
        yield Missing(*need.lack)
    if documents is None:
        yield Missing(need.kinds[0].value, _paper_wanted(need))
    for checked in one.checked:
        if checked.outcome is UNKNOWN:
            yield from checked.missing


def _paper_wanted(need: Needed) -> Message:
    return say(gettext_noop("The document itself: {kinds}."), kinds=papers_in_words(need.kinds))
