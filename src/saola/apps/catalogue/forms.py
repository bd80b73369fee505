"""Forms of the CITES officer's desk: a question of status, a list of names, an official list."""

from functools import lru_cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from saola.core.values import PartialDate

from . import vocabularies


class DayField(forms.CharField):
    """A date as exactly as it is known: 2016-06-01, 2016-06 or 2016."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=10, **options)
        self.widget.attrs |= {"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"}

    def clean(self, value: Any) -> PartialDate | None:
        text = super().clean(value).strip()
        if not text:
            return None
        try:
            return PartialDate.parse_iso(text)
        except ValueError as error:
            raise forms.ValidationError(
                _("Please write the date as 2016-06-01, 2016-06 or 2016; a day must exist in the calendar.")
            ) from error


_CHOSEN = SafeString(" selected")


class LongSelect(forms.Select):
    """One of hundreds, without groups. Django makes every line by two templates, which takes 20 times as long."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> str:
        texts = ((str(code), str(label)) for code, label in self.choices)
        lines = _lines(
            tuple((code, label, hasattr(label, "__html__")) for code, label in texts),
            tuple(self.format_value(value)),
        )
        built = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>\n{}\n</select>", flatatt(built), lines)


@lru_cache(maxsize=128)
def _lines(choices: tuple[tuple[str, str, bool], ...], chosen: tuple[str, ...]) -> SafeString:
    """The options of a list: code, label, and whether the label is markup. The same few lists come on every page."""
    return format_html_join(
        "\n",
        '  <option value="{}"{}>{}</option>\n',
        (
            (code, _CHOSEN if code in chosen else "", mark_safe(label) if is_markup else label)
            for code, label, is_markup in choices
        ),
    )


class CodeField(forms.ChoiceField):
    """One code of a vocabulary, or none; labels in the reader's language."""

    widget = LongSelect

    def __init__(self, vocabulary: str, **options: Any) -> None:
        self.vocabulary = vocabulary
        super().__init__(choices=self._choices, required=False, **options)

    def _choices(self) -> list[tuple[str, str]]:
        if self.vocabulary == "countries":
            known = vocabularies.country_choices()
        else:
            known = vocabularies.choices(self.vocabulary)
        return [("", _("not given")), *((code, f"{label} ({code})") for code, label in known)]

    def __deepcopy__(self, memo: dict) -> "CodeField":
        copied = super().__deepcopy__(memo)
        copied.choices = self._choices  # asked again for each form: the labels follow the reader's language
        return copied


class QuestionForm(forms.Form):
    """Which Appendix applied to this taxon, from this country, in this form, on this date?"""

    name = forms.CharField(
        label=_("Name"),
        max_length=300,
        help_text=_("As it is written: scientific or common, in any language."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off", "autocapitalize": "none"}),
    )
    on = DayField(label=_("Date"), help_text=_("2016-06-01, 2016-06 or 2016"))
    origin = CodeField(
        "countries", label=_("Country of origin"), help_text=_("Where the animal or plant came from.")
    )
    term = CodeField("terms", label=_("What it is"), help_text=_("Live, a carving, timber ..."))
    source_code = CodeField("specimen_sources", label=_("Source of the specimen"))
    exporter = CodeField("countries", label=_("Exporting State"))
    state = CodeField("countries", label=_("Importing or seizing State"))
    location = forms.CharField(
        label=_("Place inside the country of origin"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    acquired_on = DayField(label=_("Acquired"), required=False)
    taxon = forms.IntegerField(required=False, widget=forms.HiddenInput)

    CIRCUMSTANCES = ("origin", "term", "source_code", "exporter", "state", "location", "acquired_on")

    def circumstances(self) -> dict[str, Any]:
        """What was given beside name and date, as ``core.listings.Question`` calls it."""
        given = {name: self.cleaned_data.get(name) for name in self.CIRCUMSTANCES}
        return {name: value for name, value in given.items() if value}


class NameListForm(forms.Form):
    names = forms.FileField(label=_("A table of names"))
    column = forms.CharField(
        label=_("Column"),
        max_length=200,
        required=False,
        help_text=_("Its heading, where Saola should not find it itself."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class OfficialListForm(forms.Form):
    list = forms.FileField(label=_("An official list"))
    on = DayField(
        label=_("Downloaded on"), required=False, help_text=_("Where the name of the file does not say so.")
    )
