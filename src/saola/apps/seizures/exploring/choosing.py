"""The form in which a selection is made."""

from django import forms
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.models import Agency
from saola.apps.catalogue import vocabularies
from saola.apps.catalogue.forms import LongSelect

from ..models import Batch
from .chips import appendix_words, role_words
from .filters import APPENDICES, ROLES, Filters


class ChoosingForm(forms.Form):
    """Its fields are named as in the address bar; ``Filters.read`` understands what comes back."""

    taxon = forms.CharField(label=_("Species or higher taxon"), help_text=_("Any name, in any language."))
    group = forms.ChoiceField(label=_("Species group"))
    term = forms.ChoiceField(label=_("Kind of specimen"), widget=LongSelect)
    name = forms.ChoiceField(label=_("Name"))
    appendix = forms.ChoiceField(label=_("Appendix"))
    country = forms.ChoiceField(label=_("Country"), widget=LongSelect)
    role = forms.ChoiceField(label=_("Role of the country"))
    since = forms.CharField(label=_("From"), help_text=_("2021-06-01, 2021-06 or 2021"))
    until = forms.CharField(label=_("To"), help_text=_("2023-12-31, 2023-12 or 2023"))
    transport = forms.ChoiceField(label=_("Transport"))
    concealment = forms.ChoiceField(label=_("Concealment"))
    agency = forms.ChoiceField(label=_("Agency"))
    least = forms.CharField(label=_("Value from"))
    most = forms.CharField(label=_("Value to"))
    currency = forms.CharField(label=_("Currency"), help_text=_("Three letters, such as USD."))
    file = forms.ChoiceField(label=_("File"))
    held = forms.ChoiceField(label=_("Held back from reports"))
    q = forms.CharField(label=_("Words"), help_text=_("Reference, number, place, name as reported."))

    def __init__(self, filters: Filters) -> None:
        chosen = {**filters.words(), **({"taxon": filters.taxon.name} if filters.taxon else {})}
        super().__init__(initial=chosen, use_required_attribute=False)
        lists = {
            "group": sorted(
                ((code, entry.label) for code, entry in vocabularies.group_entries().items()),
                key=lambda pair: pair[1].casefold(),
            ),
            "term": vocabularies.choices("terms"),
            "name": [("unsettled", _("not settled"))],
            "appendix": [(code, appendix_words(code)) for code in APPENDICES],
            "country": vocabularies.country_choices(),
            "transport": vocabularies.choices("transport"),
            "concealment": vocabularies.choices("concealment"),
            "agency": list(Agency.objects.values_list("code", "name")),
            "file": [
                (str(key), name)
                for key, name in Batch.objects.filter(state=Batch.State.RECORDED).values_list(
                    "pk", "file_name"
                )[:200]
            ],
            "held": [("yes", _("only these")), ("no", _("without these"))],
        }
        for name, choices in lists.items():
            self.fields[name].choices = [("", _("any")), *choices]
        self.fields["role"].choices = [(code, role_words(code)) for code in ROLES]
        for field in self.fields.values():
            field.required = False
            if isinstance(field, forms.CharField) and not isinstance(field, forms.ChoiceField):
                field.widget.attrs["dir"] = "auto"
