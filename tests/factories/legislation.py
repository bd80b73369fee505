"""Law as records, with sensible defaults."""

from typing import Any

from saola.apps.legislation.actions import adopting
from saola.apps.legislation.models import Jurisdiction

from . import accounts


def officer(**fields: Any):
    return accounts.person("legal_officer", **fields)


def law_of(country: str = "SG", by: Any = None) -> Jurisdiction:
    """The law of ``country`` as records, taken over from the knowledge library."""
    return adopting.adopt(country, by=by or officer())
