"""The penalties of a text: in the words of the law, and in figures as far as these are certain."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saola.core.law import BadLawError
from saola.core.law.penalties import Combination, CustodyKind, Term
from saola.core.law.reading.condition_lines import condition_lines
from saola.core.law.reading.penalty_words import read_penalty_words

from ..models import Tier
from .entries import long, word
from .texts import ConditionField

KINDS = [
    ("", _("as the words say")),
    (CustodyKind.TERM.value, _("a term")),
    (CustodyKind.LIFE.value, _("imprisonment for life")),
    (CustodyKind.DEATH.value, _("death")),
    (CustodyKind.INDETERMINATE.value, _("custody without a maximum")),
    (CustodyKind.NONE.value, _("no custody")),
    (CustodyKind.UNKNOWN.value, _("not known")),
]
COMBINATIONS = [
    ("", _("as the words say")),
    (Combination.AND.value, _("both")),
    (Combination.OR.value, _("one or the other")),
    (Combination.AND_OR.value, _("either or both")),
    (Combination.CUSTODY_ONLY.value, _("custody only")),
    (Combination.FINE_ONLY.value, _("a fine only")),
    (Combination.UNKNOWN.value, _("not known")),
]


class TermField(forms.CharField):
    """A time in years, months, weeks and days."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            required=False, max_length=60, widget=forms.TextInput(attrs={"dir": "ltr"}), **options
        )

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if text:
            try:
                Term.parse(text)
            except BadLawError as error:
                raise forms.ValidationError(
                    _("Please write a time as 4 years, 18 months or 6 years and 1 day.")
                ) from error
        return text


class TierForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
        help_text=_("empty: it is given one"),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Tier.Kind.choices)
    builds_on = forms.CharField(
        label=_("Raises the tier"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
        help_text=_("of a tier after earlier convictions: the code of the tier that it raises"),
    )
    when = ConditionField(label=_("When it applies"), help_text=_("one fact a line, as above; empty: always"))
    mode = forms.ChoiceField(
        label=_("Mode of trial"), required=False, choices=[("", _("any")), *Tier.Mode.choices]
    )
    words = forms.CharField(label=_("When, in the words of the law"), required=False, widget=long())
    penalty_words = forms.CharField(
        label=_("Penalty, in the words of the law"),
        required=False,
        widget=long(),
        help_text=_("as “not exceeding 15 years or 3 million or both”; the fields below may then stay empty"),
    )
    custody_kind = forms.ChoiceField(label=_("Gravest custody"), required=False, choices=KINDS)
    maximum = TermField(label=_("Longest term"))
    minimum = TermField(label=_("Shortest term"))
    fine_maximum = forms.DecimalField(label=_("Highest fine"), required=False, min_value=0, max_digits=18)
    fine_minimum = forms.DecimalField(label=_("Lowest fine"), required=False, min_value=0, max_digits=18)
    unit = forms.CharField(
        label=_("Currency, or what fines count in"), max_length=30, required=False, widget=word()
    )
    per = forms.CharField(
        label=_("Fine for each"),
        max_length=30,
        required=False,
        widget=word(),
        help_text=_("specimen, species …"),
    )
    combination = forms.ChoiceField(label=_("Custody and fine"), required=False, choices=COMBINATIONS)
    note = forms.CharField(label=_("Note"), required=False, widget=long())

    def __init__(
        self, *args: Any, bases: Mapping[str, Mapping[str, Any]] | None = None, **kwargs: Any
    ) -> None:
        if kwargs.get("initial"):  # a penalty that was there is kept also where nobody touched it
            kwargs["empty_permitted"] = False
        super().__init__(*args, **kwargs)
        self.bases = bases or {}

    ROWS = (
        ("code", "kind", "builds_on", "mode"),
        ("penalty_words",),
        ("custody_kind", "minimum", "maximum", "combination"),
        ("fine_minimum", "fine_maximum", "unit", "per"),
        ("when",),
        ("words",),
        ("note",),
        ("DELETE",),
    )

    @property
    def rows(self) -> list[list[Any]]:
        """The fields as they stand beside each other."""
        return [[self[name] for name in row if name in self.fields] for row in self.ROWS]

    @property
    def is_said(self) -> bool:
        """Whether anything of a penalty was written."""
        said = self.cleaned_data
        return any(said.get(name) for name in ("penalty_words", "custody_kind", "maximum", "minimum")) or (
            said.get("fine_maximum") is not None or said.get("fine_minimum") is not None
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if self.errors or not said.get("penalty_words"):
            return said
        read = read_penalty_words(said["penalty_words"])
        has_figures = any(
            said.get(name) not in (None, "") for name in ("custody_kind", "maximum", "fine_maximum")
        )
        if not read.is_whole and not has_figures:
            self.add_error(
                "penalty_words",
                gettext(
                    "These words can be read in more than one way. Please fill in custody and fine below."
                ),
            )
        self.read = read
        return said

    def said(self, code: str) -> dict[str, Any]:
        """The tier in the words of the files of law. What stands in figures goes before what words say."""
        said = self.cleaned_data
        base = dict(self.bases.get(said.get("code") or "", {}))
        read = read_penalty_words(said["penalty_words"])
        tier = {"id": said["code"] or code, "kind": said["kind"]}
        tier |= {
            key: said[key] for key in ("builds_on", "mode", "words", "penalty_words", "note") if said[key]
        }
        kept = base.get("when")
        if when := said["when"] or (kept if condition_lines(kept) is None else None):
            tier["when"] = when
        custody = self._custody(read.custody, base)
        fine = self._fine(read.fine, base)
        tier |= {"custody": custody} if custody else {}
        tier |= {"fine": fine} if fine else {}
        combination = said["combination"] or read.combination or self._combination(custody, fine)
        tier |= {"combination": combination} if combination else {}
        return tier | {key: base[key] for key in ("also", "source", "locator", "mark") if base.get(key)}

    def _custody(self, read: dict[str, Any] | None, base: dict[str, Any]) -> dict[str, Any]:
        said = self.cleaned_data
        figures = {"kind": said["custody_kind"], "maximum": said["maximum"], "minimum": said["minimum"]}
        figures = {key: value for key, value in figures.items() if value} or dict(read or {})
        words = (base.get("custody") or {}).get("words")
        return figures | ({"words": words} if words and figures else {})

    def _fine(self, read: dict[str, Any] | None, base: dict[str, Any]) -> dict[str, Any]:
        said, kept = (
            self.cleaned_data,
            dict(base.get("fine") or {}) if not isinstance(base.get("fine"), str) else {},
        )
        figures = {
            "maximum": _number(said["fine_maximum"]),
            "minimum": _number(said["fine_minimum"]),
            "unit": said["unit"],
            "per": said["per"],
        }
        figures = {key: value for key, value in figures.items() if value not in (None, "")}
        more = {key: kept[key] for key in ("words", "cap", "times_value", "unlimited") if key in kept}
        if figures or more:
            return figures | more
        if read is None:
            return {}
        return read or {"words": said["penalty_words"]}

    def _combination(self, custody: dict[str, Any], fine: dict[str, Any]) -> str:
        if custody and custody.get("kind") != CustodyKind.NONE.value:
            return "" if fine else Combination.CUSTODY_ONLY.value
        return Combination.FINE_ONLY.value if fine else ""


def _number(value: Any) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def of_tier(said: Mapping[str, Any]) -> dict[str, Any]:
    """What the form shows of a tier in the words of the files of law."""
    custody = said.get("custody") or {}
    fine = said.get("fine") or {}
    fine = {} if isinstance(fine, str) else fine
    return {
        "code": said.get("id", ""),
        "when": condition_lines(said.get("when")) or "",
        **{
            name: said.get(name, "")
            for name in ("kind", "builds_on", "mode", "words", "penalty_words", "combination", "note")
        },
        "custody_kind": custody.get("kind", ""),
        "maximum": custody.get("maximum", ""),
        "minimum": custody.get("minimum", ""),
        "fine_maximum": fine.get("maximum"),
        "fine_minimum": fine.get("minimum"),
        "unit": fine.get("unit", ""),
        "per": fine.get("per", ""),
    }


TierFormSet = forms.formset_factory(TierForm, extra=1, can_delete=True, max_num=40)
