"""The rules of case work, from first report to the last appeal. ``docs/method/cases.md`` explains each.

Pure: no clock, no record. Stages of a case, hand-over of its lead, charges, where defendants stand, procedural clocks,
sentences and their statistics.
"""

from .charges import (
    CHARGE_ACT_WORDS,
    CHARGE_WORDS,
    OF_VERDICT,
    VERDICT_WORDS,
    WHO_MAY,
    ChargeAct,
    ChargeState,
    Side,
    Verdict,
    acts_on,
    change,
    is_open,
)
from .clock_words import CLOCK_WORDS, tell
from .clocks import clocks
from .components import COMPONENT_WORDS, Component
from .defendants import Duty, after_absconding, after_death, age_at_act, was_child
from .handover import (
    HANDOVER_WORDS,
    Handover,
    HandoverAct,
    HandoverState,
    Leadership,
    Move,
    hand_over,
    moves_for,
)
from .limits import Clock, ClockState, Event, Limit
from .periods import Period, PeriodKind
from .refusals import (
    CaseRefusal,
    CaseworkRefusal,
    ChargeRefusal,
    HandoverRefusal,
    StandingRefusal,
)
from .stages import (
    CASE_ACT_WORDS,
    STAGE_WORDS,
    CaseAct,
    CaseFacts,
    CaseState,
    Choice,
    Stage,
    acts_for,
    advance,
)
from .standings import HELD, MAY_FOLLOW, STANDING_WORDS, Standing, stand

__all__ = [
    "CASE_ACT_WORDS",
    "CHARGE_ACT_WORDS",
    "CHARGE_WORDS",
    "CLOCK_WORDS",
    "COMPONENT_WORDS",
    "HANDOVER_WORDS",
    "HELD",
    "MAY_FOLLOW",
    "OF_VERDICT",
    "STAGE_WORDS",
    "STANDING_WORDS",
    "VERDICT_WORDS",
    "WHO_MAY",
    "CaseAct",
    "CaseFacts",
    "CaseRefusal",
    "CaseState",
    "CaseworkRefusal",
    "ChargeAct",
    "ChargeRefusal",
    "ChargeState",
    "Choice",
    "Clock",
    "ClockState",
    "Component",
    "Duty",
    "Event",
    "Handover",
    "HandoverAct",
    "HandoverRefusal",
    "HandoverState",
    "Leadership",
    "Limit",
    "Move",
    "Period",
    "PeriodKind",
    "Side",
    "Stage",
    "Standing",
    "StandingRefusal",
    "Verdict",
    "acts_for",
    "acts_on",
    "advance",
    "after_absconding",
    "after_death",
    "age_at_act",
    "change",
    "clocks",
    "hand_over",
    "is_open",
    "moves_for",
    "stand",
    "tell",
    "was_child",
]
