from hashlib import sha1

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from saola.apps.accounts.models import Person
from saola.apps.accounts.signing_in.password_rules import NotLeaked, is_thin


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaaaaaaaaaaaaaa",
        "passwordpassword",
        "password12345678",
        "Password!2024!!!!",
        "123456789012345678",
        "abcdefghijklmnop",
        "qwertyuiopasdfghjkl",
        "dragon123monkey456",
        "saolasaolasaolasaola",
        "short one",
        "ines rakoto 2024",
    ],
)
def test_long_password_that_says_little_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, Person(name="ines.rakoto", full_name="Ines Rakoto"))


@pytest.mark.parametrize(
    "password",
    [
        "grey herons stand in the reeds",
        "a long sentence to remember",
        "灰鹭站在芦苇丛中看着水面很久很久",
        "tR7#vq92-Lm40xz!",
        "x" * 3 + "grey herons stand in the reeds " * 20,
    ],
)
def test_sentence_is_accepted_at_any_length_and_in_any_script(password):
    validate_password(password, Person(name="ines.rakoto", full_name="Ines Rakoto"))


@given(st.text(min_size=0, max_size=80))
def test_rule_answers_for_any_text(password):
    assert is_thin(password) in (True, False)


@given(st.sets(st.integers(), min_size=1, max_size=60), st.integers())
def test_leaked_password_is_found_wherever_it_stands(tmp_path_factory, numbers, other):
    lines = sorted(f"{sha1(str(n).encode()).hexdigest().upper()}:{abs(n) % 97}" for n in numbers)
    path = tmp_path_factory.mktemp("leaked") / "list.txt"
    path.write_text("\n".join(lines) + "\n")
    for number in numbers:
        with pytest.raises(ValidationError, match="stolen"):
            NotLeaked(path).validate(str(number))
    if other not in numbers:
        NotLeaked(path).validate(str(other))


def test_list_that_nobody_carried_in_refuses_nothing(tmp_path):
    NotLeaked(tmp_path / "none.txt").validate("password")
