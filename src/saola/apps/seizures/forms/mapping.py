"""How a file is read: which column is what, and the habits of whoever wrote it."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saola.apps.catalogue import vocabularies
from saola.core.intake import FIELDS, Profile

from ..reading import OpenFile

_ENCODINGS = (
    "utf-8",
    "utf-16",
    "windows-1252",
    "windows-1251",
    "windows-1256",
    "windows-1258",
    "gb18030",
    "big5",
    "shift_jis",
    "koi8-r",
    "iso-8859-1",
)


class _Habit(forms.ChoiceField):
    """A choice in which the empty value is one of the answers."""

    empty_values = ()


class ReadingForm(forms.Form):
    """The habits of a file; its columns are further fields, ``column_3`` for the one in position 3."""

    sheet = _Habit(label=_("Sheet"))
    head_row = forms.IntegerField(
        label=_("Row of the headings"),
        required=False,
        min_value=0,
        max_value=1000,
        help_text=_("0: there is none"),
    )
    country = _Habit(label=_("Country, where the file does not say"))
    day_first = _Habit(
        label=_("3/4/2016 is"),
        choices=[("", _("as the column shows")), ("yes", _("3 April")), ("no", _("4 March"))],
    )
    decimal = _Habit(
        label=_("Decimal sign"),
        choices=[("", _("as the column shows")), (".", _("point: 1.5")), (",", _("comma: 1,5"))],
    )
    grouping = _Habit(
        label=_("One seizure is"),
        choices=[
            ("reference", _("all rows with one reference")),
            ("row", _("each row")),
        ],
    )
    repeats = _Habit(
        label=_("A row that says the same again is"),
        choices=[("duplicate", _("a duplicate")), ("separate", _("another specimen"))],
    )
    undated = _Habit(
        label=_("Rows without a date"), choices=[("refuse", _("are refused")), ("keep", _("are recorded"))]
    )
    encoding = _Habit(label=_("Encoding"))
    delimiter = _Habit(
        label=_("Sign between cells"),
        choices=[
            ("", _("as the file shows")),
            (",", _("comma")),
            (";", _("semicolon")),
            ("\t", _("tab")),
            ("|", _("bar")),
        ],
    )

    STRUCTURE = ("sheet", "head_row", "encoding", "delimiter")
    """What changes the table itself, so that its columns are proposed again."""

    use_required_attribute = False

    def __init__(self, file: OpenFile, data: Any = None) -> None:
        self.file = file
        super().__init__(data, initial=_initial(file))
        self.fields["sheet"].choices = [(sheet.name, sheet.name) for sheet in file.sheets]
        self.fields["country"].choices = [("", _("none")), *vocabularies.country_choices()]
        self.fields["encoding"].choices = [("", _("as the file shows")), *_encodings(file.profile.encoding)]
        if file.profile.grouping == "fields":
            by_fields = ("fields", _("rows that agree, as the profile says"))
            self.fields["grouping"].choices = [*self.fields["grouping"].choices, by_fields]
        if len(file.sheets) < 2:
            del self.fields["sheet"]
        if not file.is_text:
            del self.fields["encoding"], self.fields["delimiter"]
        for use in file.mapping.columns:
            self.fields[f"column_{use.position}"] = forms.ChoiceField(
                label=use.header, choices=_meanings(use.alternatives), initial=use.field
            )

    def profile(self) -> Profile:
        """The profile as chosen. Call when the form is valid."""
        chosen = self.cleaned_data
        columns = {use.header: chosen[f"column_{use.position}"] for use in self.file.mapping.columns}
        fixed = {key: value for key, value in self.file.profile.fixed.items() if key != "country"}
        if chosen["country"]:
            fixed["country"] = chosen["country"]
        return replace(
            self.file.profile,
            columns=columns,
            fixed=fixed,
            sheet=chosen.get("sheet", self.file.profile.sheet),
            head_row=self._head_row(),
            day_first={"yes": True, "no": False}.get(chosen["day_first"]),
            **{key: chosen[key] for key in ("decimal", "grouping", "repeats", "undated")},
            **{key: chosen[key] for key in ("encoding", "delimiter") if key in chosen},
        )

    def _head_row(self) -> int | None:
        """The row of the headings; ``None`` when it is left to be found in every file anew."""
        row = self.cleaned_data["head_row"]
        return None if row == self.file.table.head_row and self.file.profile.head_row is None else row

    def changes_table(self) -> bool:
        """Whether another sheet, head, encoding or delimiter was chosen."""
        return any(name in self.changed_data for name in self.STRUCTURE if name in self.fields)

    def habits(self) -> list[Any]:
        """The bound fields that are not columns."""
        return [field for field in self if not field.name.startswith("column_")]


def _initial(file: OpenFile) -> dict[str, Any]:
    profile = file.profile
    return {
        "sheet": file.sheet.name,
        "head_row": profile.head_row if profile.head_row is not None else file.table.head_row,
        "country": profile.fixed.get("country", ""),
        "day_first": {True: "yes", False: "no", None: ""}[profile.day_first],
        **{
            key: getattr(profile, key)
            for key in ("decimal", "grouping", "repeats", "undated", "encoding", "delimiter")
        },
    }


def _meanings(alternatives: tuple[str, ...]) -> list[Any]:
    """Every field, those that were also thought of first."""
    every = [(key, field.label.in_words(gettext)) for key, field in FIELDS.items()]
    if not alternatives:
        return every
    likely = [(key, label) for key, label in every if key in alternatives]
    return [(gettext("Likely"), likely), (gettext("All"), [pair for pair in every if pair not in likely])]


def _encodings(chosen: str) -> list[tuple[str, str]]:
    return [(name, name) for name in dict.fromkeys(filter(None, (*_ENCODINGS, chosen)))]


class SavedProfileForm(forms.Form):
    """Keeping the way a file is read for the next one of the agency."""

    name = forms.SlugField(
        label=_("Short name"), max_length=50, help_text=_("letters and digits, as customs-2024")
    )
    title = forms.CharField(label=_("Name"), max_length=200)


class UploadForm(forms.Form):
    """A file, handed in."""

    file = forms.FileField(label=_("File"), max_length=300, allow_empty_file=True)
