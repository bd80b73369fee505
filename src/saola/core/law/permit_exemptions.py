"""What exempts specimens from the documents of CITES (article VII), so far as it is claimed.

An exemption is claimed by its first fact; one that nobody claims is not looked for. Those that rest on a certificate need
it to be good as any document.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from saola.core.values import Message, gettext_noop, say

from .conditions import All, Condition, Is, Not
from .permits import Paper


@dataclass(frozen=True, slots=True)
class Exemption:
    """One exemption under one Appendix: the fact that ``claims`` it, what must be so, and the ``paper`` it rests on."""

    name: str
    article: str
    claims: str
    when: Condition
    paper: Paper | None
    text: Message


_OUTSIDE_AND_HOME = (Is("acquired_outside_residence"), Is("brought_into_residence"))
_NOT_EXEMPT = {
    "I": All(_OUTSIDE_AND_HOME),
    "II": All((*_OUTSIDE_AND_HOME, Is("taken_from_wild_there"), Is("export_permit_required_there"))),
}
"""Personal effects that need documents all the same (article VII(3)(a) and (b)), unless acquired before the listing."""


def exemptions(appendix: str) -> Iterator[Exemption]:
    """Every exemption there is for specimens of this Appendix."""
    yield Exemption(
        "transit",
        "VII(1)",
        "in_transit",
        Is("under_customs_control"),
        None,
        say(gettext_noop("Specimens in transit or trans-shipment that stay under customs control")),
    )
    yield Exemption(
        "pre_convention",
        "VII(2)",
        "pre_convention",
        Is("pre_convention"),
        Paper.PRE_CONVENTION_CERTIFICATE,
        say(gettext_noop("Specimens acquired before the Convention applied to them, with a certificate")),
    )
    yield Exemption(
        "personal_effects",
        "VII(3)",
        "personal_effects",
        _personal(appendix),
        None,
        say(gettext_noop("Personal and household effects")),
    )
    yield Exemption(
        "captive_bred",
        "VII(5)",
        "captive_bred",
        Is("captive_bred"),
        Paper.CAPTIVE_BRED_CERTIFICATE,
        say(gettext_noop("Specimens bred in captivity or artificially propagated, with a certificate")),
    )
    yield Exemption(
        "scientific_exchange",
        "VII(6)",
        "scientific_exchange",
        All((Is("is_non_commercial"), Is("institutions_registered"))),
        Paper.SCIENTIFIC_LABEL,
        say(
            gettext_noop(
                "Loans, gifts and exchanges, not commercial, between registered scientific institutions, under label"
            )
        ),
    )
    yield Exemption(
        "travelling_exhibition",
        "VII(7)",
        "travelling_exhibition",
        All((Is("exhibition_registered"), Is("authority_waived"))),
        None,
        say(gettext_noop("Travelling zoos, circuses and exhibitions whose authority waived the documents")),
    )


def _personal(appendix: str) -> Condition:
    excluded = _NOT_EXEMPT.get(appendix)
    if excluded is None:
        return Is("personal_effects")
    # "acquired_before_listing" not being known leaves open only what would otherwise be excluded.
    return All((Is("personal_effects"), Not(All((excluded, Not(Is("acquired_before_listing")))))))


WANTED = {
    "under_customs_control": gettext_noop("Whether the specimens stayed under customs control all the way."),
    "acquired_before_listing": gettext_noop("When the specimens were acquired, and when the species was listed."),
    "personal_effects": gettext_noop("Whether they are personal or household effects."),
    "acquired_outside_residence": gettext_noop("Whether the owner acquired them outside the State of usual residence."),
    "brought_into_residence": gettext_noop("Whether they are brought into the owner's State of usual residence."),
    "taken_from_wild_there": gettext_noop("Whether they were taken from the wild in the State where they were acquired."),
    "export_permit_required_there": gettext_noop("Whether that State asks for an export permit for such effects."),
    "captive_bred": gettext_noop("Whether they were bred in captivity or artificially propagated."),
    "is_non_commercial": gettext_noop("Whether the exchange is without any commercial side."),
    "institutions_registered": gettext_noop("Whether both institutions are registered by their authorities."),
    "exhibition_registered": gettext_noop("Whether the exhibition is registered with an authority."),
    "authority_waived": gettext_noop("Whether the authority waived the documents for this journey."),
}  # fmt: skip
"""What would settle each fact on which an exemption hangs."""
