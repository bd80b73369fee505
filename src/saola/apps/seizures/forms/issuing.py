"""What a person says when they issue a report."""

from django import forms
from django.utils.translation import gettext_lazy as _


class IssueForm(forms.Form):
    """The choice about ICCWC has no default: the Secretariat shares unless the Party says otherwise, so it is said.

    ``rows_digest`` carries which rows the person had before them.
    """

    share_with_iccwc = forms.ChoiceField(
        label=_("May the Secretariat share this report with ICCWC for global research?"),
        choices=[("yes", _("Yes, it may be shared")), ("no", _("No, it stays with the Secretariat"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one: the report states your country’s choice.")},
        help_text=_("ICCWC: the CITES Secretariat, INTERPOL, UNODC, the World Bank and the WCO."),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("It stands on the second sheet and leaves with the file."),
    )
    has_read = forms.BooleanField(
        label=_("I have read the rows. They name no person, and nothing in them harms an open case."),
        error_messages={"required": _("Read the rows first; an issued version cannot be taken back.")},
    )
    rows_digest = forms.CharField(widget=forms.HiddenInput)
