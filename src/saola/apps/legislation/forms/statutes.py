"""Statutes and provisions, without their texts; and repeals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saola.apps.catalogue import vocabularies
from saola.apps.catalogue.forms import DayField

from ..models import Jurisdiction, Provision, Statute
from .entries import CodeField, EndField, SourceFields, long, word


class Seen(forms.Form):
    """``seen`` carries the revision that the person had before them, so that nobody overwrites another."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReasonField(forms.CharField):
    def __init__(self) -> None:
        super().__init__(
            label=_("What slip is put right"),
            max_length=1000,
            widget=long(),
            help_text=_(
                "What stood before is kept beside it. A change of the law is no slip: amend it instead."
            ),
        )


class StatuteForm(Seen, SourceFields):
    """``row`` is given when a slip is put right; the code then stays."""

    code = CodeField(label=_("Code"), help_text=_("the country and a short name, as QZ-WPA-2009"))
    title = forms.CharField(label=_("Title"), max_length=300, widget=word())
    area = forms.ChoiceField(label=_("Area of law"))
    citation = forms.CharField(label=_("Citation"), max_length=300, required=False, widget=word())
    subdivision = forms.CharField(
        label=_("Part of the country"),
        max_length=100,
        required=False,
        widget=word(),
        help_text=_("empty where it holds everywhere"),
    )
    since = DayField(label=_("In force from"), required=False, help_text=_("as exactly as you know it"))
    until = EndField(
        label=_("No longer in force from"),
        required=False,
        help_text=_(
            "the first day on which it was no law any more; empty while it stands; “unknown” is possible"
        ),
    )
    field_order = ("code", "title", "area", "citation", "subdivision", "since", "until")

    def __init__(self, *args: Any, row: Statute | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = vocabularies.choices("law_areas")
        self.row = row
        if row is not None:
            del self.fields["code"]
            self.fields["reason"] = ReasonField()

    def said(self, country: str) -> dict[str, Any]:
        said = self.cleaned_data
        data = {"id": said.get("code") or self.row.code, "title": said["title"], "area": said["area"]}
        data |= {"citation": said["citation"]} if said["citation"] else {}
        if said["subdivision"]:
            data["territory"] = {"country": country, "subdivision": said["subdivision"]}
        data |= {"from": str(said["since"])} if said["since"] else {}
        data |= {"until": str(said["until"])} if said["until"] else {}
        return data | self.source_data()


def of_statute(row: Statute) -> dict[str, Any]:
    """What the form shows of a statute that is kept."""
    shown = {name: getattr(row, name) for name in ("title", "area", "citation", "since", "until")}
    shown |= {name: getattr(row, name) for name in ("source", "locator", "mark", "note")}
    return shown | {"subdivision": (row.territory or {}).get("subdivision", ""), "seen": row.revision}


class ProvisionForm(Seen):
    """What is written of a provision beside its texts. ``row`` is given when a slip is put right."""

    statute = forms.ChoiceField(label=_("Statute"))
    code = CodeField(label=_("Code"), help_text=_("the statute and the section, as QZ-WPA-2009-21"))
    section = forms.CharField(label=_("Section"), max_length=200, widget=word())
    nature = forms.ChoiceField(label=_("Nature"), choices=Provision.Nature.choices)
    elements = forms.CharField(
        label=_("What must be proved"), required=False, widget=long(4), help_text=_("one element a line")
    )

    def __init__(
        self, *args: Any, jurisdiction: Jurisdiction, row: Provision | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.fields["statute"].choices = [(one.code, one.title) for one in jurisdiction.statutes.all()]
        if row is not None:
            del self.fields["statute"], self.fields["code"]
            self.fields["reason"] = ReasonField()

    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        data = {"id": said.get("code") or self.row.code, "section": said["section"], "nature": said["nature"]}
        data["elements"] = [line.strip() for line in said["elements"].splitlines() if line.strip()]
        if self.row is None:
            return data | {"statute": said["statute"]}
        kept = {"area": self.row.area, "territory": self.row.territory} | self.row.source_as_data()
        return data | {name: value for name, value in kept.items() if value}


def of_provision(row: Provision) -> dict[str, Any]:
    """What the form shows of a provision that is kept."""
    return {
        "section": row.section,
        "nature": row.nature,
        "elements": "\n".join(row.elements),
        "seen": row.revision,
    }


class RepealForm(Seen):
    until = EndField(
        label=_("No longer in force from"),
        help_text=_("the first day on which it is no law any more: 2030-01-01, 2030-01, 2030 or “unknown”"),
    )
    note = forms.CharField(
        label=_("By what"), max_length=500, widget=word(), help_text=_("the act that repeals it, its number")
    )

    def said(self) -> dict[str, Any]:
        return {"until": str(self.cleaned_data["until"]), "note": self.cleaned_data["note"]}
