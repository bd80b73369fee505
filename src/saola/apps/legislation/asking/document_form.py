"""A document of CITES as it was presented, told in the address of the question."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saola.apps.catalogue import queries
from saola.apps.catalogue.forms import CodeField
from saola.core.law.permits import PAPERS, Document, Paper

from .ask_form import FullDayField
from .fact_fields import TruthField
from .words import word_label


def _papers() -> list[tuple[str, str]]:
    return [("", _("nothing")), *((paper.value, _(text)) for paper, text in PAPERS.items())]


def _on_the_document() -> list[tuple[str, str]]:
    return [("", _("not given")), *((code, word_label("appendix", code)) for code in ("I", "II", "III"))]


class DocumentForm(forms.Form):
    """One document that was presented."""

    use_required_attribute = False
    kind = forms.ChoiceField(label=gettext_lazy("Document"), choices=_papers, required=False)
    number = forms.CharField(label=gettext_lazy("Number"), max_length=60, required=False)
    issued_by = CodeField("countries", label=gettext_lazy("Issued by"))
    issued_on = FullDayField(label=gettext_lazy("Issued on"), required=False)
    expires_on = FullDayField(label=gettext_lazy("Last day named on it"), required=False)
    taxon = forms.CharField(label=gettext_lazy("Species named on it"), max_length=200, required=False)
    appendix = forms.ChoiceField(
        label=gettext_lazy("Appendix named on it"), choices=_on_the_document, required=False
    )
    quantity = forms.DecimalField(
        label=gettext_lazy("Quantity allowed"), min_value=0, max_digits=20, required=False
    )
    unit = forms.CharField(label=gettext_lazy("Unit"), max_length=20, required=False)
    source = CodeField("specimen_sources", label=gettext_lazy("Source named on it"))
    purpose = CodeField("purposes", label=gettext_lazy("Purpose named on it"))
    is_original = TruthField(label=gettext_lazy("It is the original"))
    is_stamped = TruthField(label=gettext_lazy("Name, stamp and control number are there"))
    is_unused = TruthField(label=gettext_lazy("It served no other consignment"))
    is_confirmed = TruthField(label=gettext_lazy("Its authority was asked and stands by it"))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("kind") and any(
            value not in (None, "") for key, value in data.items() if key != "kind"
        ):
            raise forms.ValidationError(_("Please say which kind of document it is."))
        return data

    def document(self, species: str) -> Document | None:
        """The document; a name that stands for ``species`` counts as that."""
        data = dict(self.cleaned_data)
        if not data.get("kind"):
            return None
        named = data.pop("taxon") or ""
        days = {name: _whole(data.pop(name)) for name in ("issued_on", "expires_on")}
        kind = Paper(data.pop("kind"))
        return Document(kind, taxon=_accepted(named) if species else named, **days, **_without_none(data))


def _without_none(data: dict[str, Any]) -> dict[str, Any]:
    kept = ("quantity", "is_original", "is_stamped", "is_unused", "is_confirmed")
    return {name: value if name in kept else value or "" for name, value in data.items()}


def _whole(day: Any) -> date | None:
    return day.first_day if day else None


def _accepted(name: str) -> str:
    if not name:
        return ""
    best = queries.match(name).best
    return best.accepted_name if best else name
