"""The text of a provision from a day on: conduct, species, exemptions, in one column."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saola.apps.catalogue import vocabularies
from saola.apps.catalogue.forms import DayField
from saola.core.law import BadLawError
from saola.core.law.reading.condition_lines import condition_lines, read_condition_lines
from saola.core.law.statutes import Liability

from ..models import Jurisdiction
from .entries import EndField, SourceFields, listed, long, many, word
from .statutes import ReasonField, Seen

CONDITION_HELP = _(
    "one fact a line, all of them needed: appendix: I, II — organized_group — not commercial — "
    "value >= 250000 XTS — any of: at_night | in_protected_area"
)
MENTAL = [
    ("intent", _("with intent")),
    ("knowledge", _("knowingly")),
    ("recklessness", _("recklessly")),
    ("negligence", _("by negligence")),
    ("strict", _("strict liability")),
]
LIABILITY = [
    ("", _("not known")),
    (Liability.CRIMINAL.value, pgettext_lazy("liability", "criminal")),
    (Liability.CIVIL.value, pgettext_lazy("liability", "civil")),
    (Liability.ADMINISTRATIVE.value, pgettext_lazy("liability", "administrative")),
    (Liability.NONE.value, _("none")),
]


class ConditionField(forms.CharField):
    """Conditions as lines. What was kept and nests deeper than lines can say stays as it is while nobody writes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            required=False,
            widget=forms.Textarea(attrs={"rows": 2, "dir": "ltr", "spellcheck": "false"}),
            **options,
        )

    def clean(self, value: Any) -> Any:
        try:
            return read_condition_lines(super().clean(value))
        except BadLawError as error:
            raise forms.ValidationError(
                _("These lines were not understood: {lines}").format(lines=str(error).partition(": ")[2])
            ) from error


class TextForm(Seen, SourceFields):
    """``base`` is the text it begins from; what the form does not ask for is taken over from it."""

    since = DayField(label=_("In force from"), required=False, help_text=_("as exactly as you know it"))
    until = EndField(
        label=_("No longer in force from"),
        required=False,
        help_text=_("empty while it stands; “unknown” is possible"),
    )
    attested = forms.CharField(
        label=_("Days on which a source shows it in force"),
        required=False,
        max_length=200,
        widget=word(dir="ltr"),
    )
    doubtful_from = DayField(
        label=_("Doubtful from"),
        required=False,
        help_text=_("a later amendment is known of and was not read"),
    )
    words = forms.CharField(label=_("Words of the law"), required=False, widget=long(3))
    conduct = forms.MultipleChoiceField(label=_("Conduct"), required=False, widget=many())
    appendices = forms.MultipleChoiceField(
        label=_("Appendices"),
        required=False,
        choices=[(one, one) for one in ("I", "II", "III")],
        widget=many(),
    )
    schedules = forms.MultipleChoiceField(label=_("Schedules"), required=False, widget=many())
    taxa = forms.CharField(
        label=_("Taxa"),
        required=False,
        max_length=1000,
        widget=word(),
        help_text=_("scientific names of any rank, with commas between"),
    )
    groups = forms.CharField(
        label=_("Groups"), required=False, max_length=500, widget=word(), help_text=_("with commas between")
    )
    is_any = forms.BooleanField(label=_("Every animal and plant"), required=False)
    species_words = forms.CharField(
        label=_("Species, in the words of the law"), required=False, max_length=500, widget=word()
    )
    mental = forms.MultipleChoiceField(
        label=_("State of mind"), required=False, choices=MENTAL, widget=many()
    )
    unless = ConditionField(label=_("No offence where"), help_text=CONDITION_HELP)
    liability = forms.ChoiceField(label=_("Companies answer"), required=False, choices=LIABILITY)
    liability_words = forms.CharField(
        label=_("Companies, in the words of the law"), required=False, max_length=300, widget=word()
    )

    def __init__(
        self,
        *args: Any,
        jurisdiction: Jurisdiction,
        base: Mapping[str, Any] | None = None,
        is_correction: bool = False,
        is_first: bool = False,
        **kwargs: Any,
    ) -> None:
        self.base = dict(base or {})
        super().__init__(*args, initial={**of_text(self.base), **kwargs.pop("initial", {})}, **kwargs)
        self.fields["conduct"].choices = vocabularies.choices("conducts")
        self.fields["schedules"].choices = [(one.code, one.title) for one in jurisdiction.schedules.all()]
        self.fields["since"].required = not (is_correction or is_first)
        if not self.fields["schedules"].choices:
            del self.fields["schedules"]
        if is_correction:
            self.fields["reason"] = ReasonField()
        sources = ["source", "locator", "mark", "note", "reason", "seen"]
        self.order_fields([*(name for name in self.fields if name not in sources), *sources])

    def said(self) -> dict[str, Any]:
        """The text in the words of the files of law, without its tiers."""
        said = self.cleaned_data
        data = {key: self.base[key] for key in ("multipliers", "predicate", "limitation") if key in self.base}
        data |= {"from": str(said["since"])} if said["since"] else {}
        data |= {"until": str(said["until"])} if said["until"] else {}
        data |= {"doubtful_from": str(said["doubtful_from"])} if said["doubtful_from"] else {}
        data |= {"attested": listed(said["attested"])} if said["attested"] else {}
        data |= {key: said[key] for key in ("words", "conduct", "mental") if said[key]}
        data |= {"unless": self._unless()} if self._unless() else {}
        data |= {"species": species} if (species := self._species()) else {}
        data |= {"legal_persons": persons} if (persons := self._legal_persons()) else {}
        return data | self.source_data()

    def _unless(self) -> Any:
        kept = self.base.get("unless")
        return self.cleaned_data["unless"] or (kept if condition_lines(kept) is None else None)

    def _species(self) -> dict[str, Any]:
        said = self.cleaned_data
        species = {
            "appendices": said["appendices"],
            "schedules": said.get("schedules"),
            "taxa": listed(said["taxa"]),
            "groups": listed(said["groups"]),
            "any": said["is_any"],
            "words": said["species_words"],
        }
        return {key: value for key, value in species.items() if value}

    def _legal_persons(self) -> dict[str, Any]:
        said, kept = self.cleaned_data, self.base.get("legal_persons") or {}
        persons = {"liability": said["liability"], "words": said["liability_words"], "fine": kept.get("fine")}
        return {key: value for key, value in persons.items() if value}


def of_text(said: Mapping[str, Any]) -> dict[str, Any]:
    """What the form shows of a text in the words of the files of law."""
    species = said.get("species") or {}
    species = {"words": species} if isinstance(species, str) else species
    persons = said.get("legal_persons") or {}
    return {
        "since": said.get("from", ""),
        "until": said.get("until", ""),
        "attested": ", ".join(said.get("attested") or []),
        "doubtful_from": said.get("doubtful_from", ""),
        **{
            name: said.get(name)
            for name in ("words", "conduct", "mental", "source", "locator", "mark", "note")
        },
        "appendices": species.get("appendices"),
        "schedules": species.get("schedules"),
        "taxa": ", ".join(species.get("taxa") or []),
        "groups": ", ".join(species.get("groups") or []),
        "is_any": species.get("any"),
        "species_words": species.get("words", ""),
        "unless": condition_lines(said.get("unless")) or "",
        "liability": persons.get("liability", ""),
        "liability_words": persons.get("words", ""),
    }
