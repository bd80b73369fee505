"""What every kept record must promise."""

import pytest
from django.apps import apps
from django.db import models

OURS = [model for model in apps.get_models() if model.__module__.startswith("saola.")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_record_can_be_named_in_a_sentence(model):
    assert model.__str__ is not models.Model.__str__


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_field_that_people_read_is_marked_for_translation(model):
    quiet = {
        "id",
        "digest",
        "previous",
        "key",
        "data",
        "path",
        "fingerprint",
        "version",
        "stamp",
        "profile_data",
    }
    quiet |= {"profile_digest", "batch", "incident", "one", "other", "password", "last_login"}
    for field in model._meta.concrete_fields:
        if field.name in quiet or isinstance(field, models.ForeignKey):
            continue
        assert not isinstance(field.verbose_name, str) or field.verbose_name == "ID", field


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_date_and_instant_are_named_apart(model):
    for field in model._meta.concrete_fields:
        if isinstance(field, models.DateTimeField):
            assert field.name.endswith("_at") or field.name in {"at", "last_login"}, field
        elif isinstance(field, models.DateField):
            assert field.name.endswith(("_on", "_of", "_day", "_from", "_until", "_due")), field
