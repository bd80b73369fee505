"""A charge from its draft to the verdict, and what an appeal may still make of it."""

from enum import StrEnum

from saola.core.values import Reason, gettext_noop, say

from .refusals import ChargeRefusal


class ChargeState(StrEnum):
    """``dismissed``: by the court, before a verdict; ``stayed``: stopped, and may be taken up again; ``abated``: ended
    by the death of the accused. A stay for good is a dismissal."""

    DRAFTED = "drafted"
    FILED = "filed"
    AMENDED = "amended"
    WITHDRAWN = "withdrawn"
    DISMISSED = "dismissed"
    STAYED = "stayed"
    CONVICTED = "convicted"
    ACQUITTED = "acquitted"
    ABATED = "abated"


class ChargeAct(StrEnum):
    """``resume`` lifts a stay; ``remit`` is the order of a court of appeal that it is tried again."""

    FILE = "file"
    AMEND = "amend"
    WITHDRAW = "withdraw"
    STAY = "stay"
    RESUME = "resume"
    DISMISS = "dismiss"
    CONVICT = "convict"
    ACQUIT = "acquit"
    ABATE = "abate"
    REMIT = "remit"


class Side(StrEnum):
    """Whose act it is."""

    PROSECUTION = "prosecution"
    COURT = "court"


class Verdict(StrEnum):
    """What the court said of one charge. ``not_responsible``: the act was proved, the accused could not answer for it.

    ``no_verdict``: the judges or jury could not agree; the charge stays open.
    """

    GUILTY = "guilty"
    GUILTY_OF_LESSER = "guilty_of_lesser"
    NOT_GUILTY = "not_guilty"
    NOT_PROVEN = "not_proven"
    NOT_RESPONSIBLE = "not_responsible"
    NO_VERDICT = "no_verdict"


CHARGE_WORDS: dict[ChargeState, str] = {
    ChargeState.DRAFTED: gettext_noop("Drafted"),
    ChargeState.FILED: gettext_noop("Filed"),
    ChargeState.AMENDED: gettext_noop("Amended"),
    ChargeState.WITHDRAWN: gettext_noop("Withdrawn"),
    ChargeState.DISMISSED: gettext_noop("Dismissed"),
    ChargeState.STAYED: gettext_noop("Stayed"),
    ChargeState.CONVICTED: gettext_noop("Convicted"),
    ChargeState.ACQUITTED: gettext_noop("Acquitted"),
    ChargeState.ABATED: gettext_noop("Ended by death"),
}

CHARGE_ACT_WORDS: dict[ChargeAct, str] = {
    ChargeAct.FILE: gettext_noop("File the charge"),
    ChargeAct.AMEND: gettext_noop("Amend the charge"),
    ChargeAct.WITHDRAW: gettext_noop("Withdraw the charge"),
    ChargeAct.STAY: gettext_noop("Stay the proceedings"),
    ChargeAct.RESUME: gettext_noop("Take the charge up again"),
    ChargeAct.DISMISS: gettext_noop("Dismiss the charge"),
    ChargeAct.CONVICT: gettext_noop("Record a conviction"),
    ChargeAct.ACQUIT: gettext_noop("Record an acquittal"),
    ChargeAct.ABATE: gettext_noop("End it because the accused died"),
    ChargeAct.REMIT: gettext_noop("Order a new trial"),
}

VERDICT_WORDS: dict[Verdict, str] = {
    Verdict.GUILTY: gettext_noop("Guilty"),
    Verdict.GUILTY_OF_LESSER: gettext_noop("Guilty of a lesser offence"),
    Verdict.NOT_GUILTY: gettext_noop("Not guilty"),
    Verdict.NOT_PROVEN: gettext_noop("Not proven"),
    Verdict.NOT_RESPONSIBLE: gettext_noop("Not responsible for the act"),
    Verdict.NO_VERDICT: gettext_noop("No verdict could be reached"),
}

_SIDE_WORDS = {
    Side.PROSECUTION: gettext_noop("the prosecution"),
    Side.COURT: gettext_noop("the court"),
}

OF_VERDICT: dict[Verdict, ChargeAct | None] = {
    Verdict.GUILTY: ChargeAct.CONVICT,
    Verdict.GUILTY_OF_LESSER: ChargeAct.CONVICT,
    Verdict.NOT_GUILTY: ChargeAct.ACQUIT,
    Verdict.NOT_PROVEN: ChargeAct.ACQUIT,
    Verdict.NOT_RESPONSIBLE: ChargeAct.ACQUIT,
    Verdict.NO_VERDICT: None,
}
"""What a verdict does to the charge; ``None``: nothing, it stays open."""

WHO_MAY: dict[ChargeAct, frozenset[Side]] = {
    ChargeAct.FILE: frozenset({Side.PROSECUTION}),
    ChargeAct.AMEND: frozenset(Side),
    ChargeAct.WITHDRAW: frozenset({Side.PROSECUTION}),
    ChargeAct.STAY: frozenset(Side),
    ChargeAct.RESUME: frozenset(Side),
    ChargeAct.DISMISS: frozenset({Side.COURT}),
    ChargeAct.CONVICT: frozenset({Side.COURT}),
    ChargeAct.ACQUIT: frozenset({Side.COURT}),
    ChargeAct.ABATE: frozenset(Side),
    ChargeAct.REMIT: frozenset({Side.COURT}),
}

OPEN = frozenset({ChargeState.DRAFTED, ChargeState.FILED, ChargeState.AMENDED, ChargeState.STAYED})
"""The states in which nothing has ended the charge."""

_BEFORE_COURT: dict[ChargeAct, ChargeState] = {
    ChargeAct.AMEND: ChargeState.AMENDED,
    ChargeAct.WITHDRAW: ChargeState.WITHDRAWN,
    ChargeAct.STAY: ChargeState.STAYED,
    ChargeAct.DISMISS: ChargeState.DISMISSED,
    ChargeAct.CONVICT: ChargeState.CONVICTED,
    ChargeAct.ACQUIT: ChargeState.ACQUITTED,
    ChargeAct.ABATE: ChargeState.ABATED,
}
_WAYS: dict[ChargeState, dict[ChargeAct, ChargeState]] = {
    ChargeState.DRAFTED: {
        ChargeAct.FILE: ChargeState.FILED,
        ChargeAct.WITHDRAW: ChargeState.WITHDRAWN,
        ChargeAct.ABATE: ChargeState.ABATED,
    },
    ChargeState.FILED: _BEFORE_COURT,
    ChargeState.AMENDED: _BEFORE_COURT,
    ChargeState.STAYED: {
        ChargeAct.RESUME: ChargeState.FILED,
        ChargeAct.WITHDRAW: ChargeState.WITHDRAWN,
        ChargeAct.DISMISS: ChargeState.DISMISSED,
        ChargeAct.ABATE: ChargeState.ABATED,
    },
}
_WAYS_ON_APPEAL: dict[ChargeState, dict[ChargeAct, ChargeState]] = {
    ChargeState.CONVICTED: {
        ChargeAct.ACQUIT: ChargeState.ACQUITTED,
        ChargeAct.REMIT: ChargeState.FILED,
        ChargeAct.ABATE: ChargeState.ABATED,
    },
    ChargeState.ACQUITTED: {
        ChargeAct.CONVICT: ChargeState.CONVICTED,
        ChargeAct.REMIT: ChargeState.FILED,
        ChargeAct.ABATE: ChargeState.ABATED,
    },
    ChargeState.DISMISSED: {ChargeAct.REMIT: ChargeState.FILED, ChargeAct.ABATE: ChargeState.ABATED},
}


def is_open(state: ChargeState) -> bool:
    """Whether nothing has ended the charge: it counts among the open charges of a case."""
    return state in OPEN


def acts_on(state: ChargeState, *, on_appeal: bool = False) -> tuple[ChargeAct, ...]:
    """What can happen to the charge, in the order of ``ChargeAct``; ``on_appeal`` while an appeal is undecided."""
    ways = _ways(state, on_appeal)
    return tuple(act for act in ChargeAct if act in ways)


def change(
    state: ChargeState, act: ChargeAct, *, by: Side | None = None, on_appeal: bool = False
) -> ChargeState:
    """The state of the charge after ``act``. ``by`` is ``None`` where the record does not say whose act it was.

    A charge that is taken up again or sent back for trial is ``filed``; that it was amended before stays in its
    history. Raises ``ChargeRefusal`` with every reason; nothing has changed then.
    """
    reasons = []
    to = _ways(state, on_appeal).get(act)
    if to is None:
        reasons.append(_why_not(state, act))
    if by is not None and by not in WHO_MAY[act]:
        reasons.append(_whose(act))
    if to is None or reasons:
        words = gettext_noop("“{act}” cannot be done. The charge stays as it is.")
        raise ChargeRefusal(say(words, act=say(CHARGE_ACT_WORDS[act])), tuple(reasons))
    return to


def _ways(state: ChargeState, on_appeal: bool) -> dict[ChargeAct, ChargeState]:
    return _WAYS.get(state, {}) | (_WAYS_ON_APPEAL.get(state, {}) if on_appeal else {})


def _why_not(state: ChargeState, act: ChargeAct) -> Reason:
    if act in _WAYS_ON_APPEAL.get(state, {}):
        text = gettext_noop("It is decided. Only an appeal can change that; record the appeal first.")
        return Reason(say(text), "appeal")
    text = gettext_noop("By the record the charge stands so: {state}.")
    return Reason(say(text, state=say(CHARGE_WORDS[state])), "state")


def _whose(act: ChargeAct) -> Reason:
    (only,) = WHO_MAY[act]
    return Reason(say(gettext_noop("Only {side} can do this."), side=say(_SIDE_WORDS[only])), "side")
