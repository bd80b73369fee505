"""Labels of the catalogue in templates: how a name was understood, ranks, groups."""

from django import template
from django.utils.translation import gettext as _

from .. import records, vocabularies

register = template.Library()
register.filter("rank_label", records.rank_label)
register.filter("group_label", vocabularies.group_label)


@register.filter
def outcome_label(outcome: str) -> str:
    """How a written name was understood, in a word or two."""
    known = {
        "accepted": _("accepted name"),
        "synonym": _("synonym"),
        "common": _("common name"),
        "higher_taxon": _("higher taxon"),
        "genus_only": _("only the genus is listed"),
        "hybrid": _("hybrid"),
        "misspelt": _("misspelt"),
        "ambiguous": _("for you to choose"),
        "unknown": _("in no loaded list"),
        "blank": _("blank"),
    }
    return known.get(outcome, outcome)
