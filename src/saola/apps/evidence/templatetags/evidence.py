"""What only the pages of evidence need."""

from typing import Any

from django import template

register = template.Library()


@register.filter
def named(names: dict[str, str], name: str) -> Any:
    """The full name of whoever signs in so; a laboratory or a court as it is written."""
    return names.get(name, name)


@register.filter
def kilobytes(size: int) -> int:
    """Bytes as whole kilobytes, at least one."""
    return max(1, round(size / 1000))
