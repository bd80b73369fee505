"""What the entries of the journal are about, in words, and the page of it where the reader may open that."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from saola.apps.journal.models import Entry

from . import policy
from .models import KINDS as HELD
from .models import Compartment, Held, Person
from .roles import Permission


@dataclass(frozen=True, slots=True)
class Named:
    """The kind of a record, its name or number, and its page; no ``url`` where the reader may not open it."""

    kind: str
    name: str
    url: str = ""


PAGES = {
    "accounts.agency": ("accounts:agencies", Permission.AGENCIES_MANAGE),
    "accounts.alert": ("accounts:alerts", Permission.ACCESS_REVIEW),
    "seizures.batch": ("seizures:file", Permission.SEIZURES_IMPORT),
}
"""Records that everyone with one permission may open, and the address of their page."""
KINDS = {
    "demo": gettext_lazy("fictional country"),
    "evidence": gettext_lazy("evidence store"),
    "report": gettext_lazy("draft of a report"),
    "schema": gettext_lazy("step in the schema"),
    "seizures": gettext_lazy("report of a year"),
    "seizures.issuedreport": gettext_lazy("issued report"),
    "upkeep": gettext_lazy("upkeep of the node"),
}
"""What an entry is about where that is no record of a model, or the model has no word of its own."""


def about(text: str, person: Person) -> Q:
    """Entries about the record that a person names: by its number on the page, or by its key in the journal."""
    condition = Q(object_id=text)
    for model in HELD.values():
        found = (
            model._default_manager.visible_to(person).filter(**{model.KEY: text}).values_list("pk", flat=True)
        )
        for pk in found:
            condition |= Q(object_type=model._meta.label_lower, object_id=str(pk))
    for pk in Person.objects.filter(name=text).values_list("pk", flat=True):
        condition |= Q(object_type=Person._meta.label_lower, object_id=str(pk))
    return condition


def named(entries: Iterable[Entry], person: Person) -> list[Named | None]:
    """For each entry what it is about, with a link where ``person`` may follow it; ``None`` for nothing."""
    entries = list(entries)
    wanted: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.object_type and entry.object_id:
            wanted[entry.object_type].add(entry.object_id)
    known = {kind: _named(kind, keys, person) for kind, keys in wanted.items()}
    return [_about(entry, known.get(entry.object_type, {})) for entry in entries]


def _about(entry: Entry, known: dict[str, Named]) -> Named | None:
    if not entry.object_type:
        return None
    return known.get(entry.object_id) or Named(kind_words(entry.object_type), entry.object_id)


def kind_words(object_type: str) -> str:
    """The word for a kind of record; what nobody knows is shown as it is kept."""
    if object_type in KINDS:
        return str(KINDS[object_type])
    model = _model(object_type)
    return str(model._meta.verbose_name) if model else object_type


def _model(object_type: str) -> type[Model] | None:
    try:
        return apps.get_model(object_type)
    except (LookupError, ValueError):
        return None


def _named(object_type: str, keys: set[str], person: Person) -> dict[str, Named]:
    """The records of one kind by what the journal calls them. A record that is hidden keeps its bare number."""
    model, kind = _model(object_type), kind_words(object_type)
    if model is None:
        return {}
    if model is Entry:
        return {key: Named(kind, key, reverse("accounts:journal-entry", args=[key])) for key in keys}
    found = _seen(model, person).filter(pk__in=_keys(model, keys))
    return {str(each.pk): Named(kind, *_name_and_page(each, object_type, person)) for each in found}


def _seen(model: type[Model], person: Person) -> Any:
    if issubclass(model, Held):
        return model._default_manager.visible_to(person)
    if model is Compartment:
        return Compartment.objects.of(person)
    return model._default_manager.all()


def _keys(model: type[Model], keys: set[str]) -> list[Any]:
    """Those of ``keys`` that can be keys of the model at all."""
    possible = []
    for key in keys:
        try:
            possible.append(model._meta.pk.to_python(key))
        except ValidationError:
            continue
    return possible


def _name_and_page(record: Any, object_type: str, person: Person) -> tuple[str, str]:
    if isinstance(record, Held):
        number = str(getattr(record, record.KEY))
        page = {"seizure": "seizures:incident", "exhibit": "evidence:exhibit"}.get(record.KIND)
        return number, reverse(page, args=[number]) if page else ""
    if isinstance(record, Person):
        may = policy.decide(person, Permission.PEOPLE_MANAGE)
        return record.full_name, reverse("accounts:person", args=[record.pk]) if may else ""
    if isinstance(record, Compartment):
        return record.name, reverse("accounts:list", args=[record.code])
    if object_type in PAGES:
        page, permission = PAGES[object_type]
        key = [record.pk] if page == "seizures:file" else []
        return str(record), reverse(page, args=key) if policy.decide(person, permission) else ""
    return str(record.pk), ""
