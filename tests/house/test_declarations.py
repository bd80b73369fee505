"""Every kept field is declared public, personal or secret, and downloads obey."""

import io

import pytest
import yaml
from django.apps import apps
from django.db import models

from saola.apps.accounts.declarations import FILE, declarations
from saola.apps.accounts.models import Person
from saola.apps.journal.models import AppendOnlyError, Entry
from saola.apps.seizures.models import Incident, IssuedReport, Specimen
from tests.factories import accounts
from tests.factories.seizures import incident

OURS = [model for model in apps.get_models() if model.__module__.startswith("saola.")]
CHANGES = {"mutable", "append-only", "frozen"}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_is_declared_once(model):
    declared = declarations().get(model._meta.label)
    assert declared is not None, f"declare {model._meta.label} in {FILE.name}"
    names = {field.name for field in [*model._meta.concrete_fields, *model._meta.local_many_to_many]}
    assert names == set(declared.fields), f"declare what is new in {FILE.name}"
    assert declared.changes in CHANGES
    said = yaml.safe_load(FILE.read_text())[model._meta.label]
    listed = [name for kind in ("public", "personal", "secret") for name in said.get(kind, ())]
    assert len(listed) == len(set(listed))


def test_nothing_is_declared_that_is_not_there():
    assert set(declarations()) == {model._meta.label for model in OURS}


def test_passwords_and_keys_are_secret():
    for model in OURS:
        for field in model._meta.concrete_fields:
            if (
                any(word in field.name for word in ("password", "secret", "credential"))
                and not field.is_relation
            ):
                assert field.name in declarations()[model._meta.label].secret, field


@pytest.mark.django_db
def test_entries_of_the_journal_are_never_changed():
    assert declarations()["journal.Entry"].changes == "append-only"
    with pytest.raises(AppendOnlyError):
        Entry.objects.update(actor="x")


def test_issued_report_is_never_changed():
    assert declarations()["seizures.IssuedReport"].changes == "frozen"
    with pytest.raises(TypeError):
        IssuedReport.from_db("default", ["id"], [1]).save()


CANARY = "Zaunkoenig"


def mark(record):
    """Write the canary into every text that is personal or secret."""
    declared = declarations()[record._meta.label]
    marked = set()
    for field in record._meta.concrete_fields:
        if field.name in declared.public or field.is_relation:
            continue
        if isinstance(field, models.CharField | models.TextField):
            type(record).objects.filter(pk=record.pk).update(**{field.name: f"{CANARY} {field.name}"[:60]})
            marked.add(field.name)
        elif isinstance(field, models.JSONField):
            type(record).objects.filter(pk=record.pk).update(**{field.name: {"note:x": CANARY}})
            marked.add(field.name)
    return marked


@pytest.mark.django_db
def test_downloads_of_lists_hold_nothing_personal_or_secret(client, knowledge, settings, tmp_path):
    from saola.apps.seizures.exploring.columns import COLUMNS

    settings.DATA_FOLDER = tmp_path
    made, officer = incident(), accounts.person("data_officer")
    assert mark(made) >= {"notes", "reported"}
    Specimen.objects.filter(incident=made).update(reported_name="Manis javanica")
    mark(officer)
    client.force_login(Person.objects.get(pk=officer.pk))
    every = ",".join(column.key for column in COLUMNS)
    for form in ("csv", "geojson", "xlsx"):
        answer = client.get(f"/seizures/download/{form}/", {"columns": every})
        content = b"".join(answer.streaming_content)
        text = sheet(content) if form == "xlsx" else content.decode()
        assert Incident.objects.get().number in text
        assert CANARY not in text, form


def sheet(content):
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content))
    return " ".join(str(value) for row in book.active.iter_rows(values_only=True) for value in row)
