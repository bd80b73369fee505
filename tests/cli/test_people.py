import json

import pytest
from click.testing import CliRunner

from saola.apps.accounts import approvals
from saola.apps.accounts.models import Alert, Approval, Person
from saola.apps.accounts.signing_in import codes, factors, passwords, printed, throttle
from saola.cli.main import saola
from tests.factories import access, accounts

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


def test_first_administrator_keeps_the_password_they_typed_and_others_choose_one():
    add("ines")
    add("bao", "--role", "reader")
    assert [passwords.is_own(person) for person in Person.objects.order_by("pk")] == [True, False]


def run(*words):
    return CliRunner().invoke(saola, ["people", *words])


def test_locked_administrator_is_unlocked_at_the_terminal():
    add("ines")
    for _ in range(5):
        throttle.begin("ines", "").failed()
    with pytest.raises(throttle.RefusedError):
        throttle.begin("ines", "")
    assert "may try again" in run("unlock", "ines").stderr
    throttle.begin("ines", "")


def test_lost_factors_are_taken_away_at_the_terminal():
    add("ines")
    ines = Person.objects.get()
    codes.enrol(ines, codes.new_secret(), step=0)
    printed.make(ines)
    assert run("reset-factor", "ines", "--yes").exit_code == 0
    assert factors.of(ines) == factors.Factors([], None, 0)


def test_factors_are_not_taken_away_alone_where_somebody_could_approve():
    add("ines")
    ines = Person.objects.get()
    codes.enrol(ines, codes.new_secret(), step=0)
    asker = accounts.person("administrator", agency=accounts.agency())
    second = access.second_person(asker)
    codes.enrol(second, codes.new_secret(), step=0)
    assert "--by" in run("reset-factor", "ines", "--yes").stderr
    asked = run("reset-factor", "ines", "--yes", "--by", asker.name)
    assert (asked.exit_code, "Approvals" in asked.stderr) == (1, True)
    assert factors.of(ines).are_enough
    approvals.decide(Approval.objects.get(), approve=True, by=second)
    assert run("reset-factor", "ines", "--yes", "--by", asker.name).exit_code == 0
    assert not factors.of(ines).are_enough
    assert not Alert.objects.exists()


def test_factors_taken_away_alone_alert_the_auditors():
    add("ines")
    codes.enrol(Person.objects.get(), codes.new_secret(), step=0)
    assert run("reset-factor", "ines", "--yes").exit_code == 0
    assert Alert.objects.get().pattern == "reset-alone"


def test_name_that_nobody_bears_is_refused():
    result = run("unlock", "nobody")
    assert (result.exit_code, "Nobody signs in as nobody" in result.stderr) == (1, True)
