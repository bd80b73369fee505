"""What a record says about who may see it, and the circumstances in which somebody asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from .words import ActClass, DataClass, State


@dataclass(frozen=True, slots=True)
class Label:
    """The label of one record.

    ``key`` names the record (``seizure:S000012``). ``compartments``: a reader must belong to all of them.
    ``is_agency_only``: read only inside ``agency``. ``originator`` is the agency it came from, the only one that
    may loosen what is asked of others. ``is_source``: says who a source is; no emergency opens it.
    ``team``: the names of those who work on it, where it is theirs alone (``None``: it is nobody's alone);
    ``overseers``: the agencies whose supervisors and prosecutors see it besides.
    """

    key: str
    agency: str = ""
    compartments: frozenset[str] = frozenset()
    handling: frozenset[str] = frozenset()
    handling_text: str = ""
    originator: str = ""
    state: State = State.OPEN
    data_class: DataClass = DataClass.ORDINARY
    is_agency_only: bool = False
    is_source: bool = False
    team: frozenset[str] | None = None
    overseers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Context:
    """The circumstances: when, what for, how freshly signed in, whether a second person approved.

    ``act_class`` says whether the act needs a second person. ``leaves`` is where content goes: ``court``,
    ``partner``, or empty when it stays in the house; ``has_permission``: the originator permitted that.
    """

    now: datetime
    purpose: str = ""
    is_fresh: bool = False
    act_class: ActClass = ActClass.ALONE
    is_approved: bool = False
    leaves: str = ""
    has_permission: bool = False


_ORDER = (DataClass.ORDINARY, DataClass.B, DataClass.A)


def derived(key: str, inputs: Iterable[Label]) -> Label:
    """The label of what is made of ``inputs``: as close as all of them together. Raises ``ValueError`` for none."""
    labels = list(inputs)
    if not labels:
        raise ValueError("a derived record is made of at least one other")
    agencies = {label.agency for label in labels}
    originators = {label.originator for label in labels}
    return Label(
        key=key,
        agency=agencies.pop() if len(agencies) == 1 else "",
        compartments=frozenset().union(*(label.compartments for label in labels)),
        handling=frozenset().union(*(label.handling for label in labels)),
        handling_text="; ".join(
            dict.fromkeys(label.handling_text for label in labels if label.handling_text)
        ),
        originator=originators.pop() if len(originators) == 1 else "",
        state=State.OVERDUE if any(label.state is State.OVERDUE for label in labels) else State.OPEN,
        data_class=max((label.data_class for label in labels), key=_ORDER.index),
        is_agency_only=any(label.is_agency_only for label in labels),
        is_source=any(label.is_source for label in labels),
        team=_meet([label.team for label in labels if label.team is not None]),
        overseers=_meet([label.overseers for label in labels if label.team is not None]) or frozenset(),
    )


def _meet(sets: list[frozenset[str]]) -> frozenset[str] | None:
    """Those who stand in every one of ``sets``; ``None`` where there is none."""
    return frozenset.intersection(*sets) if sets else None
