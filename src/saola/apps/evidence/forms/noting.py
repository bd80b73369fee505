"""What is seen, put right, cared for and photographed; nothing moves by it."""

from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from saola.apps.quarantine import quotas

from ..actions import copying, custody, keeping, taking_in
from ..models import Exhibit, LiveAnimalCare
from .acts import ActForm, SeenForm, long, word


class CheckForm(SeenForm):
    name, title, button = "check", _("Say what you see"), _("Enter")

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return exhibit.where != "disposed"

    def do(self) -> str:
        before = self.exhibit.open_discrepancies
        custody.check(self.exhibit, by=self.person, **self.seen_words(), **self.when)
        if self.exhibit.open_discrepancies > before:
            return gettext("What you saw differs from the record. It stays open until somebody explains it.")
        return gettext("What you saw agrees with the record.")


class CorrectForm(ActForm):
    name, title, button = "correct", _("Correct or explain an entry"), _("Enter")
    entry = forms.TypedChoiceField(label=pgettext_lazy("of custody", "Entry"), coerce=int)
    says = forms.CharField(
        label=_("What is right, and how it is known"),
        max_length=1000,
        widget=long(),
        help_text=_("The entry itself stays as it is."),
    )

    def prepare(self) -> None:
        entries = self.exhibit.custody.order_by("number")
        self.fields["entry"].choices = [
            (each.number, f"{each.number} · {each.get_kind_display()}") for each in entries
        ]
        self.fields["amount"] = self._amount(_("What is there, if the quantity was wrong"), required=False)

    def do(self) -> str:
        custody.correct(
            self.exhibit,
            entry=self.cleaned_data["entry"],
            says=self.cleaned_data["says"],
            quantity=self.quantity("amount"),
            by=self.person,
            **self.when,
        )
        return gettext("Your correction stands beside the entry.")


class CareForm(ActForm):
    name, title, button = "care", _("Care book"), _("Enter")
    kind = forms.ChoiceField(label=_("What"), choices=LiveAnimalCare.Kind.choices)
    animals = forms.IntegerField(label=_("How many animals"), min_value=0, required=False)
    note = forms.CharField(label=_("Note"), max_length=500, required=False, widget=word())

    @classmethod
    def fits(cls, exhibit: Exhibit, person: Any) -> bool:
        return exhibit.sort == Exhibit.Sort.LIVE and exhibit.where != "disposed"

    def do(self) -> str:
        keeping.care_for(self.exhibit, by=self.person, at=self.cleaned_data["at"], **self.said)
        return gettext("It is in the care book.")


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several at once; the value is a list."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(FilesField, self).clean(each, initial) for each in data or [None]]


class FileForm(ActForm):
    name, title, button = "file", _("Seal a photograph or file"), pgettext_lazy("a file", "Seal")
    file = FilesField(
        label=_("Photographs or files"),
        help_text=_("One or several. Each is kept as it is, hashed while it arrives, never altered."),
    )
    device = forms.CharField(
        label=_("Device"), max_length=200, required=False, widget=word(), help_text=_("camera, phone, disk")
    )
    made_by = forms.CharField(label=_("Made by"), max_length=200, required=False, widget=word())
    write_blocker = forms.CharField(label=_("Write blocker"), max_length=200, required=False)
    clock_offset = forms.IntegerField(
        label=_("Seconds its clock was ahead"),
        required=False,
        help_text=_("compare it with true time; behind is a negative number"),
    )

    def do(self) -> str:
        said = self.said
        uploads = said.pop("file")
        for upload in uploads:  # before the first is sealed: all of them have room, or none is taken
            quotas.take(self.person, upload.size, quotas.EVIDENCE)
        return " ".join(self._seal(upload, said, is_alone=len(uploads) == 1) for upload in uploads)

    def _seal(self, upload: Any, said: dict[str, Any], *, is_alone: bool) -> str:
        try:
            file = taking_in.seal_file(self.exhibit, upload, upload.name, by=self.person, **said)
        except taking_in.KnownFileError:
            if is_alone:
                raise
            return gettext("{name} is sealed for this exhibit already.").format(name=upload.name)
        copying.copy_of(file)
        return gettext("{name} is sealed. SHA-256 for the paper form: {digest}").format(
            name=file.kept_name, digest=file.sha256
        )
