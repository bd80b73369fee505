"""The form in which cases are chosen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.models import Agency
from saola.apps.catalogue import vocabularies

from ..models import Case, Court
from ..queries.listing import DUE, LATE, Filters


class ChoosingForm(forms.Form):
    """Its fields are named as in the address bar; ``Filters.read`` understands what comes back."""

    stage = forms.ChoiceField(label=_("Stage"))
    agency = forms.ChoiceField(label=_("Agency with a part in it"))
    group = forms.ChoiceField(label=_("Species group"))
    court = forms.ChoiceField(label=_("Court"))
    due = forms.ChoiceField(label=_("Next time limit"))
    year = forms.CharField(label=_("Opened in"), help_text=_("A year, such as 2024."), max_length=4)
    q = forms.CharField(
        label=_("Words"), help_text=_("Number, reference, title, place, or the name of somebody involved.")
    )
    mine = forms.BooleanField(label=_("Only those I work on"))

    def __init__(self, filters: Filters) -> None:
        chosen = {name: getattr(filters, name) for name in filters.__slots__} | {"q": filters.text}
        super().__init__(initial=chosen, use_required_attribute=False)
        stages = [("open", _("not closed")), *Case._meta.get_field("stage").choices]
        groups = [(code, entry.label) for code, entry in vocabularies.group_entries().items()]
        lists: dict[str, list[Any]] = {
            "stage": stages,
            "agency": list(Agency.objects.values_list("code", "name")),
            "group": sorted(groups, key=lambda pair: pair[1].casefold()),
            "court": list(Court.objects.values_list("code", "name")),
            "due": [
                (LATE, _("over already")),
                *((days, _("within {days} days").format(days=days)) for days in DUE),
            ],
        }
        for name, choices in lists.items():
            self.fields[name].choices = [("", _("any")), *choices]
        for field in self.fields.values():
            field.required = False
