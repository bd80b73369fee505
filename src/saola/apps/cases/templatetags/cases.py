"""What only the pages of cases need."""

from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from saola.apps.catalogue import vocabularies

from .. import wording
from ..models import Involvement
from ..queries import people, timeline

register = template.Library()


@register.filter
def species_groups(kept: str) -> str:
    """``{{ case.groups|species_groups }}``: pangolins, elephants."""
    return vocabularies.listed(vocabularies.group_label(code) for code in kept.strip(",").split(",") if code)


@register.filter
def is_over(moment: datetime | None) -> bool:
    return moment is not None and moment < timezone.now()


@register.filter
def name_of(one: Involvement) -> Any:
    """The name as lists and documents show it: that of a child is withheld."""
    return people.name_of(one)


@register.filter
def part_of(one: Involvement) -> str:
    return vocabularies.label("involvement_parts", one.part)


@register.filter
def happening(kind: str) -> str:
    """``{{ event.kind|happening }}``: arrest."""
    return vocabularies.label("case_events", kind) or _("event")


@register.simple_tag
def lane_label(lane: str) -> Any:
    return timeline.LANES[lane]


@register.filter
def fact_value(value: Any) -> str:
    """What is stated, in words: yes and no for truth, several with commas between."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return vocabularies.listed(fact_value(each) for each in value)
    return str(value)


@register.filter
def reason_words(text: str) -> str:
    """A reason kept as a code of a vocabulary in words; what somebody wrote as it is."""
    return wording.reason(text)
