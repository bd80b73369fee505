"""Two seizures side by side, with what speaks for and against their being one."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from saola.apps.catalogue import figures, vocabularies
from saola.core.intake import PROBABLE
from saola.core.values import Message, say

from ..models import Incident, Likeness

Judgement = Likeness.Judgement


def seen_by(person: Any) -> QuerySet[Likeness]:
    """The pairs of which this person sees both."""
    seen = Incident.objects.visible_to(person)
    return Likeness.objects.filter(one__in=seen, other__in=seen)


def waiting(person: Any, batch_id: str = "") -> QuerySet[Likeness]:
    """The pairs that wait for a judgement, most alike first, of one file if it is named."""
    pairs = seen_by(person).filter(judgement=Judgement.OPEN)
    if batch_id:
        pairs = pairs.filter(Q(one__batch=batch_id) | Q(other__batch=batch_id))
    return pairs.select_related("one__agency", "one__batch", "other__agency", "other__batch").order_by(
        "-score", "pk"
    )


def last_judged(person: Any) -> Likeness | None:
    """The pair this person judged last."""
    return seen_by(person).filter(judged_by=person).order_by("-judged_at").first()


def side_by_side(pair: Likeness, *, action: str, left_to_do: int, undo_url: str) -> dict[str, Any]:
    """The pair as the component of two records shows it."""
    return {
        "left": _head(pair.one),
        "right": _head(pair.other),
        "rows": _rows(pair),
        "total": pair.score,
        "threshold": PROBABLE,
        "action": action,
        "left_to_do": left_to_do,
        "undo_url": undo_url,
    }


def _head(incident: Incident) -> dict[str, str]:
    return {"title": incident.number, "url": reverse("seizures:incident", args=[incident.number])}


def _rows(pair: Likeness) -> list[dict[str, Any]]:
    points = {part["name"]: part["points"] for part in pair.parts}
    one, other = _facts(pair.one), _facts(pair.other)
    rows = []
    for name, label in _labels().items():
        left, right = one.get(name), other.get(name)
        if left in (None, "") and right in (None, ""):
            continue
        rows.append(
            {
                "label": label,
                "left": left,
                "right": right,
                "state": _state(name, left, right, points.get(name)),
                "points": points.get(name),
            }
        )
    return rows


def _labels() -> dict[str, str]:
    """What is shown, in this order; those named as a part of the sum bear its points."""
    return {
        "date": _("Date"),
        "country": _("Country"),
        "place": _("Place"),
        "reference": _("Reference"),
        "agency": _("Agency"),
        "taxon": _("Species"),
        "term": _("Kind of specimen"),
        "quantity": _("Quantity"),
        "transport": _("Transport"),
        "route": _("Route"),
        "value": _("Value"),
        "notes": _("Additional information"),
        "file": _("File"),
    }


def _state(name: str, left: Any, right: Any, points: float | None) -> str:
    if left in (None, "") or right in (None, ""):
        return "open"
    if points is not None and name != "date":
        return "agrees" if points > 0 else "differs"
    return "agrees" if left == right else "differs"


def _facts(incident: Incident) -> dict[str, Any]:
    specimens = list(incident.specimens.select_related("taxon"))
    names = dict.fromkeys(
        s.taxon.name if s.taxon else s.reported_name or s.reported_common_name for s in specimens
    )
    return {
        "date": incident.date,
        "country": vocabularies.country_label(incident.country) if incident.country else "",
        "place": ", ".join(filter(None, (incident.place_name, incident.admin_area))),
        "reference": incident.reference,
        "agency": str(incident.agency) if incident.agency else "",
        "taxon": _names([name for name in names if name]),
        "term": _together(
            vocabularies.label("terms", s.term) if s.term else s.reported_term for s in specimens
        ),
        "quantity": _together(_quantity(s) for s in specimens),
        "transport": vocabularies.label("transport", incident.transport) if incident.transport else "",
        "route": " → ".join(_leg(leg) for leg in incident.legs.all()),
        "value": f"{incident.value:,} {incident.currency}" if incident.value is not None else "",
        "notes": incident.notes[:300],
        "file": str(incident.batch) if incident.batch else "",
    }


def _names(names: list[str]) -> Message | str:
    """Scientific names in italics: one value a name, because they are set one by one."""
    if not names:
        return ""
    places = [f"{{name{number}_taxon}}" for number in range(len(names))]
    return say(", ".join(places), **{f"name{number}_taxon": name for number, name in enumerate(names)})


def _together(words: Any) -> str:
    return "; ".join(dict.fromkeys(word for word in words if word))


def _quantity(specimen: Any) -> str:
    if specimen.quantity is None:
        return f"{specimen.reported_quantity} {specimen.reported_unit}".strip()
    if not specimen.unit:
        return f"{figures.number(specimen.quantity)} {specimen.reported_unit}".strip()
    return figures.quantity(specimen.quantity, specimen.unit)


def _leg(leg: Any) -> str:
    return vocabularies.country_label(leg.country) if leg.country else leg.place_name
