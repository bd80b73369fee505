"""Holding a record close: its lists, its handling codes, its agency; and who then sees it, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from saola.apps.journal import actions as journal
from saola.core import access
from saola.core.access import Handling, Label

from . import approvals, policy
from .facts import actor_of
from .models import KINDS, Compartment, Held, Person
from .roles import Permission


class OriginatorError(PermissionError):
    """Only the agency that a record came from takes its handling codes off."""


@dataclass(frozen=True, slots=True)
class Closeness:
    """How close a record is held: codes of lists, handling codes, their text, one agency only or not."""

    compartments: tuple[str, ...] = ()
    handling: tuple[str, ...] = ()
    handling_text: str = ""
    is_agency_only: bool = False

    @classmethod
    def of(cls, record: Held) -> "Closeness":
        return cls(
            tuple(sorted(record.compartments.values_list("code", flat=True))),
            tuple(sorted(record.handling.split())),
            record.handling_text,
            record.is_agency_only,
        )

    @classmethod
    def read(cls, words: dict[str, Any]) -> "Closeness":
        """From the parameters of an approval, or a form. Raises ``ValueError`` for a handling code not known."""
        codes = tuple(sorted(Handling(code).value for code in words["handling"]))
        return cls(
            tuple(sorted(words["compartments"])),
            codes,
            words["handling_text"].strip(),
            bool(words["is_agency_only"]),
        )

    def data(self) -> dict[str, Any]:
        return {
            "compartments": list(self.compartments),
            "handling": list(self.handling),
            "handling_text": self.handling_text,
            "is_agency_only": self.is_agency_only,
        }


def find(kind: str, key: str, person: Any) -> Held | None:
    """The record of ``kind`` named ``key``, if ``person`` may see it."""
    model = KINDS.get(kind)
    if model is None:
        return None
    return model._default_manager.visible_to(person).filter(**{model.KEY: key}).first()


def label_of(record: Held, closeness: Closeness) -> Label:
    """The label of ``record`` if it were held so close."""
    return record.label_with(
        list(closeness.compartments),
        handling=frozenset(closeness.handling),
        handling_text=closeness.handling_text,
        is_agency_only=closeness.is_agency_only,
    )


def asked(record: Held, closeness: Closeness) -> dict[str, Any]:
    """The exact content of holding a record so close, as a second person approves it."""
    return {"kind": record.KIND, "record": str(getattr(record, record.KEY)), **closeness.data()}


@transaction.atomic
def hold(record: Held, closeness: Closeness, *, by: Person | None) -> None:
    """Hold ``record``, and every report of the same thing, so close.

    Closer is done at once. Off a list or an agency needs a second person; off a handling code somebody of another
    agency, and only the agency it came from may ask. Raises ``ValueError``, ``OriginatorError``,
    ``approvals.NeedsApprovalError`` and ``PermissionDenied``.
    """
    model = type(record)
    record = model._default_manager.select_for_update().get(pk=record.pk)
    before = Closeness.of(record)
    if closeness == before:
        return
    lists = _lists(before, closeness, by)
    if "H3" in closeness.handling and not closeness.handling_text:
        raise ValueError("the handling code H3 says its conditions in words")
    if closeness.is_agency_only and getattr(record, model.AGENCY) is None:
        raise ValueError("no agency is known that it could be kept in")
    if by is not None:
        if not model._default_manager.visible_to(by).filter(pk=record.pk).exists():
            raise model.DoesNotExist
        policy.require(by, Permission.ACCESS_SHAPE, record, {"purpose": "to hold it so close"})
        _ask_for_second(record, before, closeness, by)
    for each in record.held_together():
        each.compartments.set(lists)
        _save(each, closeness)
        journal.write(
            "record.placed",
            by=by,
            about=each,
            lists=len(lists),
            handling=" ".join(closeness.handling),
        )
    _note_lists(record, before, closeness, by)


def _lists(before: Closeness, after: Closeness, by: Person | None) -> list[Compartment]:
    """The lists, of which ``by`` must belong to each that is new."""
    found = {each.code: each for each in Compartment.objects.filter(code__in=after.compartments)}
    own = set(Compartment.objects.of(by).values_list("code", flat=True)) if by is not None else set(found)
    for code in after.compartments:
        is_new = code not in before.compartments
        if code not in found or (is_new and (code not in own or found[code].closed_at is not None)):
            raise ValueError("a record is placed on open lists on which one stands oneself")
    return list(found.values())


def _ask_for_second(record: Held, before: Closeness, after: Closeness, by: Person) -> None:
    if set(before.handling) - set(after.handling):
        if record.originator_id is None or record.originator_id != by.agency_id:
            raise OriginatorError(record.KIND)
        approvals.spend("record.lower_handling", asked(record, after), by=by)
    elif set(before.compartments) - set(after.compartments) or before.is_agency_only > after.is_agency_only:
        approvals.spend("record.loosen", asked(record, after), by=by)


def _save(record: Held, closeness: Closeness) -> None:
    record.handling = " ".join(closeness.handling)
    record.handling_text = closeness.handling_text[:300]
    record.is_agency_only = closeness.is_agency_only
    record.save_held()


def _note_lists(record: Held, before: Closeness, after: Closeness, by: Person | None) -> None:
    name = f"{record.KIND} {getattr(record, record.KEY)}"
    for compartment in Compartment.objects.filter(code__in={*before.compartments, *after.compartments}):
        if compartment.code not in before.compartments:
            journal.write("compartment.record_placed", by=by, about=compartment, record=name)
        elif compartment.code not in after.compartments:
            journal.write("compartment.record_released", by=by, about=compartment, record=name)


@approvals.carries_out("record.loosen")
@approvals.carries_out("record.lower_handling")
def _hold(parameters: dict[str, Any], by: Person) -> None:
    record = find(parameters["kind"], parameters["record"], by)
    if record is None:
        raise ValueError("the record is not there any more")
    hold(record, Closeness.read(parameters), by=by)


@dataclass(frozen=True, slots=True)
class Sight:
    """Whether one person sees a record, and why."""

    person: Person
    sees: bool
    verdict: access.Verdict


def who_sees(label: Label, action: Permission, people: Iterable[Person] | None = None) -> Iterator[Sight]:
    """Every open account with what the rules say about ``label``; a purpose is taken as given."""
    chosen = people if people is not None else Person.objects.filter(is_active=True).select_related("agency")
    context = access.Context(now=timezone.localtime(), purpose="asked beforehand", is_fresh=True)
    for person in chosen:
        verdict = access.decide(actor_of(person), str(action), label, context)
        yield Sight(person, bool(verdict), verdict)
