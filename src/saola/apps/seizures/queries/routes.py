"""The routes of recorded seizures, as the room of networks takes them."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import QuerySet

from saola.core.networks.routes import BadRouteError, Consignment, Leg, Role
from saola.core.values import Message, PartialDate, gettext_noop, say

from .. import models

KILOGRAMS, SPECIMENS = "KGM", "NAR"


def consignments(
    incidents: QuerySet[models.Incident], *, taxon_path: str = ""
) -> tuple[list[Consignment], list[Message]]:
    """Every incident with its legs in order and what was seized in it, and what is wrong with those left out.

    With ``taxon_path`` only incidents with specimens of it, and only these are weighed and counted. Mass and number add up
    specimens in kilograms and in animals or plants; ``None`` where there are none.
    """
    specimens = models.Specimen.objects.filter(incident__in=incidents)
    if taxon_path:
        specimens = specimens.filter(taxon__path__startswith=taxon_path)
        incidents = incidents.filter(pk__in=specimens.values("incident"))
    amounts: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for incident, unit, amount in specimens.values_list("incident", "standard_unit", "standard_quantity"):
        if amount is not None:
            held = amounts[incident]
            held[unit] = held.get(unit, Decimal(0)) + amount
    ways: dict[int, list[Leg]] = defaultdict(list)
    legs = models.Leg.objects.filter(incident__in=incidents).order_by("incident", "position")
    for leg in legs:
        ways[leg.incident_id].append(
            Leg(
                Role(leg.role),
                leg.country,
                None if leg.share is None else float(leg.share),
                leg.is_actual and leg.role != models.Leg.DESTINATION,
                leg.seizure_opportunity,
            )
        )
    made, left_out = [], []
    for pk, number, country, seized_on, value in incidents.order_by("pk").values_list(
        "pk", "number", "country", "seized_on", "value"
    ):
        mass, count = amounts[pk].get(KILOGRAMS), amounts[pk].get(SPECIMENS)
        try:
            made.append(
                Consignment(
                    number,
                    country,
                    tuple(ways[pk]),
                    PartialDate.parse_iso(seized_on),
                    mass_kg=None if mass is None else float(mass),
                    number=None if count is None else float(count),
                    value=None if value is None else float(value),
                )
            )
        except BadRouteError as wrong:
            left_out.append(
                say(gettext_noop("{number} is left out of the routes: {why}."), number=number, why=str(wrong))
            )
    return made, left_out
