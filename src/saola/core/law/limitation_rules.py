"""How long there is to prosecute, as the law writes it (rule R5)."""

from dataclasses import dataclass
from enum import StrEnum

from saola.core.values import Source

from .penalties import Term
from .periods import UNDATED, InForce
from .sources import UNSOURCED


class Starts(StrEnum):
    """What sets the time running. For a continuing offence it runs from its end."""

    OFFENCE = "offence"
    DISCOVERY = "discovery"


@dataclass(frozen=True, slots=True)
class LimitationRule:
    """``period`` is ``None`` with ``is_imprescriptible``, or where it is not known.

    ``interrupted_by`` starts the period anew, ``suspended_by`` stops it for as long as it lasts (words such as
    ``charge``, ``arrest_warrant``, ``absconding``, ``proceedings``); ``cap`` is the longest in all, interruptions
    included, suspensions not. A rule of the country may hold only for offences whose maximum is ``maximum_at_least``
    and under ``maximum_less_than``; ``for_areas`` (words of ``Area``) narrows it too.
    """

    period: Term | None = None
    is_imprescriptible: bool = False
    starts: Starts = Starts.OFFENCE
    interrupted_by: frozenset[str] = frozenset()
    suspended_by: frozenset[str] = frozenset()
    cap: Term | None = None
    maximum_at_least: Term | None = None
    maximum_less_than: Term | None = None
    for_areas: frozenset[str] = frozenset()
    in_force: InForce = UNDATED
    words: str = ""
    source: Source = UNSOURCED
