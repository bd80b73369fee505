"""Taking a file of law over as records: where the legal officer of a country begins."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from saola.apps.accounts import policy
from saola.apps.accounts.roles import Permission
from saola.apps.catalogue import library
from saola.apps.journal import actions as journal
from saola.core.law.reading import read_law

from ..models import Jurisdiction
from ..records import Reader, listed, plain
from .changing import changing


class AlreadyKeptError(RuntimeError):
    """The law of this country is kept in records already; it is changed there, entry by entry."""


class NoSuchFileError(LookupError):
    """The knowledge library has no file of law of this country."""


@transaction.atomic
def adopt(country: str, *, by: Any) -> Jurisdiction:
    """Take the file that the knowledge library has of ``country`` over as records.

    Raises ``NoSuchFileError`` and what ``take_over`` raises.
    """
    for file in library.knowledge_files("law"):
        if file.name == f"{country}.yaml":
            return take_over(library.parse(file), by=by)
    raise NoSuchFileError(country)


@transaction.atomic
def take_over(said: Mapping[str, Any], *, by: Any) -> Jurisdiction:
    """Keep a whole file of law as records, with the faults it has.

    Raises ``BadLawError``, ``AlreadyKeptError`` or ``PermissionDenied``.
    """
    policy.require(by, Permission.LAW_WRITE)
    country = read_law(said).country
    if Jurisdiction.objects.filter(country=country, statutes__isnull=False).exists():
        raise AlreadyKeptError(country)
    now = timezone.now()
    jurisdiction, _made = Jurisdiction.objects.update_or_create(
        country=country,
        defaults={
            "title": str(said.get("title") or country),
            "source": " ".join(str(said.get("source") or "").split()),
            "note": " ".join(str(said.get("note") or "").split()),
            "is_complete": bool(said.get("is_complete")),
            "adopted_at": now,
        },
    )
    with changing(jurisdiction, by, refused=frozenset()):
        count = _keep(said, jurisdiction, Reader(said.get("sources")), by)
        journal.write("law.adopted", by=by, about=jurisdiction, country=country, provisions=count)
    return jurisdiction


def _keep(said: Mapping[str, Any], jurisdiction: Jurisdiction, reader: Reader, by: Any) -> int:
    jurisdiction.limitation = [reader.cited(one) for one in listed(said.get("limitation"))]
    category = said.get("cites_category")
    jurisdiction.category = reader.cited(category) if category else None
    jurisdiction.save()
    statutes = {}
    for one in listed(said.get("statutes")):
        row = reader.statute(one, jurisdiction)
        row.save(force_insert=True)
        statutes[row.code] = row
    for one in listed(said.get("schedules")):
        schedule = reader.schedule(one, jurisdiction)
        schedule.save(force_insert=True)
        for entry in listed(one.get("entries")):
            reader.schedule_entry(entry, schedule).save(force_insert=True)
    for one in listed(said.get("laundering")):
        reader.laundering(one, jurisdiction).save(force_insert=True)
    for one in listed(said.get("cites_requirements")):
        reader.requirement(one, jurisdiction).save(force_insert=True)
    provisions = listed(said.get("provisions"))
    for one in provisions:
        provision = reader.provision(one, statutes[str(plain(one["statute"]))])
        provision.save(force_insert=True)
        for place, text in enumerate(listed(one.get("versions")), 1):
            add_version(reader, text, provision, place, by)
    return len(provisions)


def add_version(reader: Reader, said: Mapping[str, Any], provision: Any, place: int, by: Any) -> Any:
    """Keep one text of ``provision`` with its tiers."""
    version = reader.version(said, provision, place)
    version.recorded_at, version.recorded_by = timezone.now(), by
    version.save(force_insert=True)
    for number, tier in enumerate(listed(said.get("tiers")), 1):
        reader.tier(tier, version, number).save(force_insert=True)
    return version
