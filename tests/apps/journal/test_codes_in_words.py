"""Codes in entries are read as words: acts, rules, patterns, kinds of record, days."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from saola.apps.accounts import approvals
from saola.apps.accounts.roles import Permission
from saola.apps.evidence.models import LiveAnimalCare
from saola.apps.journal import codes
from saola.core.access import PATTERNS

RULES = Path(codes.__file__).parents[2] / "core" / "access" / "rules.py"


def test_every_permission_and_every_act_of_two_has_words():
    assert {str(each) for each in Permission} | set(approvals.KINDS) <= set(codes.ACTS)


def test_every_line_of_the_care_book_has_words():
    assert set(LiveAnimalCare.Kind.values) == set(codes.CARE)


def test_every_rule_that_denies_has_words():
    denying = re.findall(r'_deny\(\s*f?"([^"]+)"', RULES.read_text())
    assert len(denying) > 8
    assert [rule for rule in denying if not codes.rule_words(re.sub(r"\{[^}]*\}", "x", rule))] == []


@pytest.mark.parametrize(
    ("name", "kept", "said"),
    [
        ("action", "journal.read", "reading the journal"),
        ("rule", "role:reader-lacks:journal.read", "the role does not allow it"),
        ("record", "seizure S000009", "the seizure S000009"),
        ("record", "unheard of", "unheard of"),
        ("pattern", "decoy", PATTERNS["decoy"].rstrip(".")),
        ("fields", "is_active, unit", "whether the account is open, the unit"),
        ("until", "2026-11-22", "Nov. 22, 2026"),
        ("until", "for ever", "for ever"),
        ("rule", "a rule of later years", "a rule of later years"),
        ("count", 3, 3),
        ("reason", "", "–"),
    ],
)
def test_code_is_said_in_words_and_what_is_none_as_it_is(name, kept, said):
    with translation.override("en"):
        assert codes.in_words(name, kept) == said
