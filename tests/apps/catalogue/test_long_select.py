import pytest
from django import forms
from django.test.html import parse_html

from saola.apps.catalogue.forms import LongSelect

CHOICES = [
    ("", "not given"),
    ("NA", "Namibia"),
    ("CI", "Côte d'Ivoire"),
    ("X<", 'a & "b" <i>c</i>'),
    (7, "seven"),
]


@pytest.mark.parametrize("chosen", ["", "NA", "X<", 7, "7", None, "ZZ"])
@pytest.mark.parametrize("attrs", [None, {"id": "id_country", "required": True, "aria-describedby": 'a"b'}])
def test_long_list_is_the_markup_of_a_short_one(chosen, attrs):
    ours = LongSelect(choices=CHOICES, attrs={"dir": "auto"}).render("country", chosen, attrs)
    usual = forms.Select(choices=CHOICES, attrs={"dir": "auto"}).render("country", chosen, attrs)
    assert parse_html(ours) == parse_html(usual)
