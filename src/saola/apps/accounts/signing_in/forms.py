"""Forms of signing in: they check what is typed and write nothing."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from . import passwords


class SignInForm(forms.Form):
    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=passwords.LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class ChosenPasswordForm(forms.Form):
    """A password that a person chooses for themselves, typed twice."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        max_length=passwords.LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 15 characters; a sentence is easiest to remember."),
    )
    again = forms.CharField(
        label=_("The same once more"),
        strip=False,
        max_length=passwords.LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, person, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        validate_password(password, self.person)
        if self.person.check_password(password):
            raise forms.ValidationError(
                _("This is the password you were given. Choose one nobody else knows.")
            )
        return password

    def clean_again(self) -> str:
        if self.cleaned_data["again"] != self.cleaned_data.get("password", self.cleaned_data["again"]):
            raise forms.ValidationError(_("The two differ. Type the new password once more."))
        return self.cleaned_data["again"]


class ChangedPasswordForm(ChosenPasswordForm):
    current = forms.CharField(
        label=_("Password of today"),
        strip=False,
        max_length=passwords.LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ["current", "password", "again"]


class GivenPasswordForm(forms.Form):
    password = forms.CharField(
        label=_("First password"),
        strip=False,
        max_length=passwords.LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 15 characters. Tell it by word of mouth, never by mail."),
    )

    def __init__(self, person, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        validate_password(self.cleaned_data["password"], self.person)
        return self.cleaned_data["password"]


class CodeForm(forms.Form):
    """Six digits from an app, or a code from paper."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class KeyNameForm(forms.Form):
    name = forms.CharField(
        label=_("What you call this key"), max_length=60, help_text=_("For example: the blue key on my ring.")
    )
