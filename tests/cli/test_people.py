import json

import pytest
from click.testing import CliRunner

from saola.apps.accounts.models import Person
from saola.cli.main import saola

pytestmark = pytest.mark.django_db


def add(*words, password="a long sentence to remember"):
    return CliRunner().invoke(
        saola, ["people", "add", *words, "--full-name", "Ines Rakoto", "--password", password]
    )


def test_first_administrator_is_added():
    result = add("ines", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, {"name": "ines", "role": "administrator"})
    assert Person.objects.get().check_password("a long sentence to remember")


@pytest.mark.parametrize(
    ("words", "password", "said"),
    [
        (["ines"], "short", "15 characters"),
        (["ines", "--role", "king"], "a long sentence to remember", "data_officer"),
        (["ines", "--agency", "moon"], "a long sentence to remember", "There are: none yet"),
    ],
)
def test_refusal_says_what_would_do(words, password, said):
    result = add(*words, password=password)
    assert result.exit_code == 1
    assert said in result.stderr
    assert not Person.objects.exists()


def test_name_that_is_taken_is_refused_gently():
    add("ines")
    result = add("ines")
    assert result.exit_code == 1
    assert "Choose another name" in result.stderr
