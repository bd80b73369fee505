"""Until when can it be prosecuted? With what interrupted and what suspended the period, on a line of time."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saola.apps.catalogue.forms import DayField
from saola.apps.legislation.queries import law_book
from saola.core.law import Facts, NationalLaw, Provision
from saola.core.law.limitation import WARNINGS, Expiry, Step, rules_for, still_in_time
from saola.core.law.limitation_rules import LimitationRule
from saola.core.values import Finding, Message, Outcome, gettext_noop, say

from ..about_offence import facts_of_offence
from ..answers import Answer, Cell, Drawing, Shown, Table, cells, columns
from ..ask_form import AskForm, FullDayField, ProvisionField, numbered
from ..fact_fields import FactsForm
from . import Question

_STEPS = {
    "charge": gettext_lazy("Charge"),
    "arrest_warrant": gettext_lazy("Warrant of arrest"),
    "absconding": gettext_lazy("Absconding"),
    "questioning": gettext_lazy("Questioning of the accused"),
    "search_order": gettext_lazy("Search order"),
    "hearing_date": gettext_lazy("Setting of a hearing"),
    "proceedings": gettext_lazy("Proceedings"),
    "proceedings_abroad": gettext_lazy("Proceedings abroad"),
}


def step_label(kind: str) -> str:
    return str(_STEPS.get(kind, kind.replace("_", " ").capitalize()))


class StepForm(forms.Form):
    """One thing that interrupts or suspends, with its days."""

    use_required_attribute = False
    began = FullDayField(label=gettext_lazy("From"), required=False)
    ended = FullDayField(
        label=gettext_lazy("Until"), required=False, help_text=gettext_lazy("Left empty while it lasts.")
    )

    def __init__(self, data: Any, number: int, kinds: Iterable[str]) -> None:
        super().__init__(data, prefix=f"step{number}")
        choices = [("", _("nothing")), *((kind, step_label(kind)) for kind in kinds)]
        self.fields = {
            "kind": forms.ChoiceField(label=_("What happened"), choices=choices, required=False),
            **self.fields,
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("kind") and not data.get("began") and "began" not in self.errors:
            raise forms.ValidationError(_("Please say from which day it was."))
        if data.get("began") and not data.get("kind") and "kind" not in self.errors:
            raise forms.ValidationError(_("Please say what happened on that day."))
        if data.get("began") and data.get("ended") and data["ended"].first_day < data["began"].first_day:
            raise forms.ValidationError(_("It cannot end before it began."))
        return data

    def step(self) -> Step | None:
        data = self.cleaned_data
        if not data.get("kind"):
            return None
        ended = data.get("ended")
        return Step(data["kind"], data["began"].first_day, ended.first_day if ended else None)


class LimitationForm(AskForm):
    """The offence, when it was done, the day that is asked about, and what happened since."""

    provision = ProvisionField(label=gettext_lazy("Provision"))
    done_on = DayField(
        label=gettext_lazy("Done on"), help_text=gettext_lazy("Of a continuing offence, the day it ended.")
    )
    discovered_on = FullDayField(label=gettext_lazy("Discovered on"), required=False)
    on = FullDayField(label=gettext_lazy("Can it be prosecuted on"), help_text="2016-06-01")
    field_order = ("provision", "done_on", "discovered_on", "on")

    def make_parts(self) -> Iterable[forms.Form]:
        chosen = self.chosen()
        kinds = sorted(_kinds(chosen), key=step_label)
        self.steps = numbered(lambda number: StepForm(self.data, number, kinds), self.data, "step")
        yield from self.steps
        if chosen is not None and self.is_bound:
            self.of_offence = FactsForm(self.data, facts_of_offence(chosen, with_accused=False))
            yield self.of_offence

    def chosen(self) -> Provision | None:
        return law_book().find(self.told("provision")) if self.is_bound else None

    def sections(self) -> Iterator[tuple[str, list[Any], bool]]:
        yield from super().sections()
        for number, step in enumerate(self.steps, 1):
            heading = _("What interrupted or suspended it, {number}").format(number=number)
            yield heading, list(step), step.has_changed() or number == 1


def _kinds(provision: Provision | None) -> set[str]:
    """The words that the rules of the offence know; without an offence, those of every rule there is."""
    book = law_book()
    laws = book.of_country(provision.territory.country) if provision else book.laws
    rules: list[LimitationRule] = [rule for law in laws for rule in law.limitation]
    known = [provision] if provision else book.provisions.values()
    rules += [text.limitation for one in known for text in one.versions if text.limitation]
    words = {word for rule in rules for word in rule.interrupted_by | rule.suspended_by}
    return words or {"charge", "arrest_warrant", "absconding"}


def answer(form: LimitationForm) -> Answer:
    """Rule R5, with the day of expiry, the warnings before it and a drawing."""
    data, provision = form.cleaned_data, form.chosen()
    done = form.day("done_on")
    law_of = data["done_on"].first_day
    facts = form.of_offence.facts(done)
    rules = _rules(provision, law_of, facts)
    steps = tuple(step for step in (one.step() for one in form.steps) if step is not None)
    finding = still_in_time(
        rules,
        done_on=done,
        asked_on=form.whole_day(),
        discovered_on=form.whole_day("discovered_on"),
        steps=steps,
    )
    expiry = finding.value or Expiry()
    drawing = _drawing(law_of, form.whole_day(), expiry, steps, rules)
    return Answer(
        (Shown("limitation", _("Limitation"), finding, _sentence(finding, expiry)),),
        _warnings(expiry),
        (drawing,) if drawing else (),
        notes=tuple(_without_effect(steps, rules)),
        data={
            "provision": provision.id,
            "expires_on": _iso(expiry.earliest),
            "latest_expires_on": _iso(expiry.latest),
            "is_imprescriptible": expiry.is_imprescriptible,
            "is_suspended": expiry.is_suspended,
        },
    )


def _without_effect(steps: tuple[Step, ...], rules: tuple[LimitationRule, ...]) -> Iterator[Message]:
    """What the rules of the offence do not name changes nothing, and is said."""
    named = {word for rule in rules for word in rule.interrupted_by | rule.suspended_by}
    for kind in dict.fromkeys(step.kind for step in steps):
        if kind not in named:
            text = gettext_noop("{step}: the rule that is loaded here does not name it, so it has no effect.")
            yield say(text, step=step_label(kind))


def _rules(provision: Provision, on: date, facts: Facts) -> tuple[LimitationRule, ...]:
    laws: tuple[NationalLaw, ...] = law_book().of_country(provision.territory.country)
    law = next(law for law in laws if provision in law.provisions)
    return rules_for(provision, law, on, facts)


def _sentence(finding: Finding[Expiry], expiry: Expiry) -> Any:
    if expiry.is_imprescriptible:
        return say(gettext_noop("It can be prosecuted at any time."))
    if expiry.is_suspended:
        return say(gettext_noop("It can be prosecuted: the period is suspended."))
    template = {
        Outcome.YES: gettext_noop("It can still be prosecuted, up to the day before {day}."),
        Outcome.NO: gettext_noop("It is too late: time was up on {day}."),
        Outcome.UNKNOWN: gettext_noop("Whether it can still be prosecuted is not known."),
    }[finding.outcome]
    return say(template, day=expiry.latest if finding.outcome is Outcome.NO else expiry.earliest or "")


def _warnings(expiry: Expiry) -> tuple[Table, ...]:
    if expiry.earliest is None:
        return ()
    rows = tuple(
        cells(Cell(days), Cell(day, plain=day.isoformat()))
        for days, day in zip(WARNINGS, expiry.warnings, strict=True)
    )
    rows += (cells(Cell(0), Cell(expiry.earliest, plain=expiry.earliest.isoformat())),)
    heads = columns(("days", _("Days before"), "number"), ("on", _("On"), "whole"))
    return (Table("warnings", _("Warnings ahead of expiry"), heads, rows),)


def _drawing(
    done: date, asked: date, expiry: Expiry, steps: tuple[Step, ...], rules: tuple[LimitationRule, ...]
) -> Drawing | None:
    """The period as a line: what ran, what was suspended, what started it anew."""
    ends = [day for day in (expiry.latest, asked, *(step.ended_on or step.began_on for step in steps)) if day]
    end = max(ends)
    if end <= done:
        return None
    suspending = {word for rule in rules for word in rule.suspended_by}
    lanes = [
        {
            "label": _("Period of limitation"),
            "spans": [_span(done, expiry.earliest, _("runs"), "main")]
            + ([_span(expiry.earliest, expiry.latest, _("may be up"), "open")] if _is_open(expiry) else []),
        }
    ]
    stopped = [
        _span(step.began_on, step.ended_on, step_label(step.kind), "stopped")
        for step in steps
        if step.kind in suspending
    ]
    if stopped:
        lanes.append({"label": _("Suspended"), "spans": stopped})
    marks = [
        {"on": step.began_on.isoformat(), "label": step_label(step.kind)}
        for step in steps
        if step.kind not in suspending
    ]
    marks += [{"on": asked.isoformat(), "label": _("asked about")}]
    data = {
        "title": _("How the period ran"),
        "from": done.isoformat(),
        "to": end.isoformat(),
        "lanes": lanes,
        "marks": marks,
    }
    return Drawing("time-line", data)


def _is_open(expiry: Expiry) -> bool:
    return expiry.earliest is not None and expiry.earliest != expiry.latest


def _span(start: date | None, end: date | None, label: str, kind: str) -> dict[str, Any]:
    return {"from": _iso(start), "to": _iso(end), "label": label, "kind": kind}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


QUESTION = Question(
    "limitation",
    gettext_lazy("Until when can it be prosecuted?"),
    gettext_lazy(
        "The period of the law, with what interrupted and what suspended it, and the day on which it ends."
    ),
    LimitationForm,
    answer,
)
