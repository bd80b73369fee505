"""The parts that a sentence is made of."""

from enum import StrEnum

from saola.core.values import gettext_noop


class Component(StrEnum):
    """``suspended``: custody that is served only if a condition is broken; ``community``: unpaid work and the like."""

    CUSTODY = "custody"
    SUSPENDED = "suspended"
    FINE = "fine"
    FORFEITURE = "forfeiture"
    COMMUNITY = "community"
    COSTS = "costs"
    COMPENSATION = "compensation"
    OTHER = "other"


COMPONENT_WORDS: dict[Component, str] = {
    Component.CUSTODY: gettext_noop("Custody"),
    Component.SUSPENDED: gettext_noop("Suspended custody"),
    Component.FINE: gettext_noop("Fine"),
    Component.FORFEITURE: gettext_noop("Forfeiture"),
    Component.COMMUNITY: gettext_noop("Community sentence"),
    Component.COSTS: gettext_noop("Costs"),
    Component.COMPENSATION: gettext_noop("Compensation"),
    Component.OTHER: gettext_noop("Other"),
}
