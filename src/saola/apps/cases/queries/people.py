"""The people and companies of a case, as pages and documents may name them."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from saola.apps.catalogue import vocabularies
from saola.apps.parties.models import Party
from saola.core.values import PartialDate

from ..models import Case, Involvement


def of_case(case: Case) -> QuerySet[Involvement]:
    return case.involved.select_related("party").order_by("pk")


def name_of(one: Involvement) -> str:
    """The name, or that it is withheld: of somebody who was under age at the time of the act."""
    if one.is_child:
        return _("{number} (a child; the name is withheld)").format(number=one.party.number)
    return one.party.name


def can_be_read(one: Involvement, person: Any) -> bool:
    """Whether ``person`` may read what is recorded of the party itself; the case alone does not say so."""
    return Party.objects.visible_to(person).filter(pk=one.party_id).exists()


def facts(one: Involvement, is_known: bool) -> Iterator[dict[str, Any]]:
    """What they are to the case, and, for who may read it, what is recorded of them."""

    def fact(label: str, value: Any, note: Any = "") -> dict[str, Any]:
        return {"label": label, "value": value, "note": note}

    ages = {True: _("yes, a child"), False: _("no, of age"), None: None}
    yield {
        "title": _("In this case"),
        "facts": [
            fact(_("Part in it"), vocabularies.label("involvement_parts", one.part)),
            fact(_("Subject category"), one.get_subject_display()),
            fact(_("Category to be reviewed by"), one.review_on),
            fact(_("Why we say so"), one.words),
            fact(_("Where they are"), one.get_standing_display()),
            fact(_("Since"), one.standing_on),
            fact(_("Charged"), _("yes") if one.is_defendant else _("no")),
            fact(_("Under age at the time of the act"), ages[one.is_child]),
        ],
    }
    if not is_known:
        return
    party = one.party
    yield {
        "title": _("Recorded of them"),
        "facts": [
            fact(_("Name"), party.name),
            fact(_("Other names and spellings"), vocabularies.listed(party.aliases) or None),
            fact(_("Kind"), party.get_kind_display()),
            fact(_("Date of birth"), party.birth if party.born_on else None),
            fact(_("Date of death"), PartialDate.parse_iso(party.died_on) if party.died_on else None),
            fact(
                _("Nationalities"),
                vocabularies.listed(map(vocabularies.country_label, party.nationalities)) or None,
            ),
            fact(
                _("Country of residence, seat or flag"),
                vocabularies.country_label(party.country) if party.country else None,
            ),
            fact(
                _("Identifiers"), vocabularies.listed(_identifier(each) for each in party.identifiers) or None
            ),
            fact(_("Address"), party.address),
            fact(_("Notes"), party.notes),
        ],
    }


def _identifier(kept: dict[str, str]) -> str:
    return " ".join(kept[part] for part in ("kind", "value", "country") if kept.get(part))
