"""Forms of the accounts: they check what is typed and write nothing."""

from datetime import date

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from .models import Agency, Person
from .models.people import last_day
from .roles import ROLES


class AgencyForm(forms.ModelForm):
    class Meta:
        model = Agency
        fields = ["code", "name", "kind"]


class PersonForm(forms.ModelForm):
    password = forms.CharField(
        label=_("First password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 15 characters; a sentence is easiest to remember."),
    )

    class Meta:
        model = Person
        fields = ["name", "full_name", "agency", "role"]

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("role"), choices=[(role.code, role.label) for role in ROLES.values()])


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("What it is for"), max_length=100, help_text=_("For example: the map of the ministry.")
    )
    until = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Within twelve months; in a year where you leave it empty."),
    )

    def clean_until(self) -> date:
        try:
            return last_day(self.cleaned_data["until"])
        except ValueError as error:
            raise forms.ValidationError(_("Choose a day within twelve months from today.")) from error
