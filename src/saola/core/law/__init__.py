"""Law as dated data, and the questions that can be put to it. Every answer is a Finding.

National law is read from the knowledge library into statutes, provisions, versions and tiers; rules are short
functions over them. ``docs/method/law.md`` says what each rule asks, and on which article it rests.
"""

from .errors import BadLawError
from .facts import Fact, Facts
from .national import LawBook, NationalLaw
from .reading import read_facts, read_law
from .statutes import Provision, Statute, Tier, Version

__all__ = [
    "BadLawError",
    "Fact",
    "Facts",
    "LawBook",
    "NationalLaw",
    "Provision",
    "Statute",
    "Tier",
    "Version",
    "read_facts",
    "read_law",
]
