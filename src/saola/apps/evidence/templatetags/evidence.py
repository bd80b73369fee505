"""What only the pages of evidence need."""

from typing import Any

from django import template

from saola.apps.catalogue import figures

register = template.Library()


@register.filter
def named(names: dict[str, str], name: str) -> Any:
    """The full name of whoever signs in so; a laboratory or a court as it is written."""
    return names.get(name, name)


@register.filter
def quantity(amount: Any, unit: str) -> str:
    """``{{ exhibit.present|quantity:exhibit.unit }}``: 14 specimens; a dash where there is none."""
    return "–" if amount is None else figures.quantity(amount, unit)


@register.filter
def kilobytes(size: int) -> int:
    """Bytes as whole kilobytes, at least one."""
    return max(1, round(size / 1000))
