"""The law as everyone above asks it: that of the knowledge library, and of this country as it is kept here."""

from functools import lru_cache

from django.conf import settings

from saola.apps.catalogue import law as library
from saola.core.casework import Limit
from saola.core.law import LawBook
from saola.core.law.reading import read_law

from .models import Jurisdiction, TimeLimit
from .records import as_data

Stamps = tuple[tuple[str, int], ...]


def law_book() -> LawBook:
    """The law of every jurisdiction. Where law is kept in records, these stand in place of the file of the library.

    One short query; the law itself is read again only after it was changed. Raises ``BadLawError``.
    """
    stamps = _stamps()
    return _book(stamps) if stamps else library.law_book()


def own_country() -> str:
    """The ISO code of the country whose law is kept here; empty where nobody said which."""
    if settings.COUNTRY:
        return settings.COUNTRY
    return Jurisdiction.objects.order_by("pk").values_list("country", flat=True).first() or ""


def time_limits(country: str = "") -> tuple[Limit, ...]:
    """The procedural clocks of a country (without one: of this node's), whenever they were law."""
    kept = TimeLimit.objects.filter(jurisdiction__country=country or own_country())
    return tuple(limit.as_limit() for limit in kept)


def _stamps() -> Stamps:
    kept = Jurisdiction.objects.filter(statutes__isnull=False).order_by("country").distinct()
    return tuple(kept.values_list("country", "stamp"))


@lru_cache(maxsize=2)
def _book(stamps: Stamps) -> LawBook:
    codes = {country for country, _stamp in stamps}
    while True:
        before = _stamps()
        written = [as_data(one) for one in Jurisdiction.objects.filter(country__in=codes)]
        if before == _stamps():  # nobody changed the law while it was read
            break
    own = tuple(read_law(one) for one in written)
    return LawBook(tuple(law for law in library.law_book().laws if law.country not in codes) + own)
