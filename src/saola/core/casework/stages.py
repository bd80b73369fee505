"""The way of a case from first report to the end: which act leads where, and what stands in its way.

``advance`` does one act, ``acts_for`` lists those that belong to the stage with what stands in the way of each.
"""

from dataclasses import dataclass, fields
from enum import StrEnum

from saola.core.values import Reason, gettext_noop, say

from .refusals import CaseRefusal


class Stage(StrEnum):
    """Where a case stands. ``prosecution``: the file is with the prosecution, no court has it yet."""

    ASSESSMENT = "assessment"
    INVESTIGATION = "investigation"
    PROSECUTION = "prosecution"
    TRIAL = "trial"
    APPEAL = "appeal"
    CLOSED = "closed"


class CaseAct(StrEnum):
    """What moves a case. ``return_for_work`` sends the file back one stage; ``remit`` back from appeal to trial."""

    OPEN_INVESTIGATION = "open_investigation"
    REFER = "refer"
    RETURN_FOR_WORK = "return_for_work"
    BRING_TO_COURT = "bring_to_court"
    APPEAL = "appeal"
    REMIT = "remit"
    CLOSE = "close"
    REOPEN = "reopen"


STAGE_WORDS: dict[Stage, str] = {
    Stage.ASSESSMENT: gettext_noop("Assessment"),
    Stage.INVESTIGATION: gettext_noop("Investigation"),
    Stage.PROSECUTION: gettext_noop("With the prosecution"),
    Stage.TRIAL: gettext_noop("Trial"),
    Stage.APPEAL: gettext_noop("Appeal"),
    Stage.CLOSED: gettext_noop("Closed"),
}

CASE_ACT_WORDS: dict[CaseAct, str] = {
    CaseAct.OPEN_INVESTIGATION: gettext_noop("Open an investigation"),
    CaseAct.REFER: gettext_noop("Refer to the prosecution"),
    CaseAct.RETURN_FOR_WORK: gettext_noop("Return for more work"),
    CaseAct.BRING_TO_COURT: gettext_noop("Bring to court"),
    CaseAct.APPEAL: gettext_noop("Take to appeal"),
    CaseAct.REMIT: gettext_noop("Send back for trial"),
    CaseAct.CLOSE: gettext_noop("Close the case"),
    CaseAct.REOPEN: gettext_noop("Reopen the case"),
}

WAYS: dict[tuple[Stage, CaseAct], Stage] = {
    (Stage.ASSESSMENT, CaseAct.OPEN_INVESTIGATION): Stage.INVESTIGATION,
    (Stage.INVESTIGATION, CaseAct.REFER): Stage.PROSECUTION,
    (Stage.PROSECUTION, CaseAct.BRING_TO_COURT): Stage.TRIAL,
    (Stage.PROSECUTION, CaseAct.RETURN_FOR_WORK): Stage.INVESTIGATION,
    (Stage.TRIAL, CaseAct.APPEAL): Stage.APPEAL,
    (Stage.TRIAL, CaseAct.RETURN_FOR_WORK): Stage.PROSECUTION,
    (Stage.APPEAL, CaseAct.APPEAL): Stage.APPEAL,  # a further appeal, to a higher court
    (Stage.APPEAL, CaseAct.REMIT): Stage.TRIAL,
    **{(stage, CaseAct.CLOSE): Stage.CLOSED for stage in Stage if stage is not Stage.CLOSED},
}
"""Which act leads from which stage to which. Reopening leads to where the case was closed."""


@dataclass(frozen=True, slots=True)
class CaseState:
    """The stage, and of a closed case the stage it was closed from (``None`` where nobody wrote it down).

    Raises ``ValueError`` for a stage of closing in a case that is not closed, or closing from being closed.
    """

    stage: Stage = Stage.ASSESSMENT
    closed_from: Stage | None = None

    def __post_init__(self) -> None:
        if self.closed_from is Stage.CLOSED or (self.closed_from and self.stage is not Stage.CLOSED):
            raise ValueError(f"a case in {self.stage} was not closed from {self.closed_from}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """How much of the case stands open, each a count. Raises ``ValueError`` for a count below zero.

    ``people_in_custody`` are held without a sentence to serve; ``open_exhibits`` neither disposed of nor returned;
    ``open_charges`` neither decided nor withdrawn (``charges.is_open``); ``joint_agencies`` those that still take part
    beside the one that leads.
    """

    people_in_custody: int = 0
    open_exhibits: int = 0
    open_charges: int = 0
    open_warrants: int = 0
    open_controlled_deliveries: int = 0
    pending_handovers: int = 0
    open_tasks: int = 0
    undecided_appeals: int = 0
    joint_agencies: int = 0

    def __post_init__(self) -> None:
        for field in fields(self):
            if getattr(self, field.name) < 0:
                raise ValueError(f"{field.name} cannot be {getattr(self, field.name)}")


@dataclass(frozen=True, slots=True)
class Choice:
    """An act that belongs to the stage, where it leads, and what stands in its way (nothing: it can be done)."""

    act: CaseAct
    to: Stage
    obstacles: tuple[Reason, ...] = ()

    @property
    def is_open(self) -> bool:
        return not self.obstacles


_STANDS_OPEN: dict[str, str] = {
    "people_in_custody": gettext_noop(
        "People held in custody: {count}. Record their release or transfer first."
    ),
    "open_exhibits": gettext_noop(
        "Exhibits neither disposed of nor returned: {count}. Have an order for each and carry it out."
    ),
    "open_charges": gettext_noop(
        "Charges not decided: {count}. Record the verdict or the withdrawal of each."
    ),
    "open_warrants": gettext_noop("Warrants still open: {count}. Have them carried out or recalled."),
    "open_controlled_deliveries": gettext_noop(
        "Controlled deliveries still running: {count}. End each and say what came of it."
    ),
    "pending_handovers": gettext_noop("A hand-over waits for its answer. Have it answered or withdraw it."),
    "open_tasks": gettext_noop("Tasks still open: {count}. Finish or cancel them."),
    "undecided_appeals": gettext_noop("Appeals not decided: {count}. Record each decision first."),
    "joint_agencies": gettext_noop("Other agencies still take part: {count}. End their part in it first."),
}
_WANTED: dict[str, str] = {
    "open_charges": gettext_noop("No charge stands. Draft the charge that is brought before the court."),
    "undecided_appeals": gettext_noop("No appeal is on record that waits for its decision. Record it first."),
}
_MUST_BE_NONE: dict[CaseAct, tuple[str, ...]] = {
    CaseAct.REFER: ("pending_handovers",),
    CaseAct.BRING_TO_COURT: ("pending_handovers",),
    CaseAct.REMIT: ("undecided_appeals",),
    CaseAct.CLOSE: tuple(_STANDS_OPEN),
}
_MUST_BE_SOME: dict[CaseAct, tuple[str, ...]] = {
    CaseAct.BRING_TO_COURT: ("open_charges",),
    CaseAct.APPEAL: ("undecided_appeals",),
}


def advance(state: CaseState, act: CaseAct, facts: CaseFacts) -> CaseState:
    """The case after ``act``. Raises ``CaseRefusal`` with every reason; nothing has changed then."""
    to = _leads_to(state, act)
    if to is None:
        raise CaseRefusal(
            say(
                gettext_noop("“{act}” does not belong to a case in this stage: {stage}."),
                act=say(CASE_ACT_WORDS[act]),
                stage=say(STAGE_WORDS[state.stage]),
            )
        )
    reasons = _obstacles(act, facts)
    if reasons:
        words = gettext_noop("“{act}” has to wait. The case stays as it is.")
        raise CaseRefusal(say(words, act=say(CASE_ACT_WORDS[act])), reasons)
    return CaseState(to, state.stage if to is Stage.CLOSED else None)


def acts_for(state: CaseState, facts: CaseFacts) -> tuple[Choice, ...]:
    """Every act that belongs to the stage, in the order of ``CaseAct``."""
    found = ((act, _leads_to(state, act)) for act in CaseAct)
    return tuple(Choice(act, to, _obstacles(act, facts)) for act, to in found if to is not None)


def _leads_to(state: CaseState, act: CaseAct) -> Stage | None:
    if act is CaseAct.REOPEN and state.stage is Stage.CLOSED:
        return state.closed_from or Stage.ASSESSMENT
    return WAYS.get((state.stage, act))


def _obstacles(act: CaseAct, facts: CaseFacts) -> tuple[Reason, ...]:
    counts = {field.name: getattr(facts, field.name) for field in fields(facts)}
    wanted = [name for name in _MUST_BE_SOME.get(act, ()) if not counts[name]]
    open_ = [name for name in _MUST_BE_NONE.get(act, ()) if counts[name]]
    return (
        *(Reason(say(_WANTED[name]), name) for name in wanted),
        *(Reason(say(_STANDS_OPEN[name], count=counts[name]), name) for name in open_),
    )
