"""What people say when they act on evidence. A form checks words; the rules of custody decide."""

from . import handing, changing, noting  # isort: skip - in the order in which acts are offered
from .acts import FORMS, ActForm, acts_for
from .store import BundleForm, PlaceForm, ResultForm, TakeInForm

__all__ = [
    "FORMS",
    "ActForm",
    "BundleForm",
    "PlaceForm",
    "ResultForm",
    "TakeInForm",
    "acts_for",
    "changing",
    "handing",
    "noting",
]
