"""The four minimum requirements of the CITES National Legislation Project (Res. Conf. 8.4 (Rev. CoP15)).

Category 1 meets all four, 2 one to three, 3 none. What is computed here stands beside the official category, which is
the Secretariat's judgement and governs.
"""

from dataclasses import dataclass
from datetime import date

from saola.core.values import Finding, Mark, Missing, Outcome, Reason, Source, gettext_noop, say

from .logic import NO, UNKNOWN, YES, every, of
from .national import REQUIREMENTS, NationalLaw, OfficialCategory, RequirementMet

ARTICLE = Source(
    "CITES, National Legislation Project",
    "cites.org/eng/legislation/National_Legislation_Project",
    Mark.CHECKED,
)
REQUIREMENT_WORDS = {
    "authorities": gettext_noop("designate at least one Management and one Scientific Authority"),
    "prohibition": gettext_noop("prohibit trade in violation of the Convention"),
    "penalties": gettext_noop("penalise such trade"),
    "confiscation": gettext_noop("confiscate specimens illegally traded or possessed"),
}


@dataclass(frozen=True, slots=True)
class Requirements:
    """The answer for each requirement, the category that follows (``None``: open), and the official one."""

    met: tuple[tuple[str, Outcome], ...]
    category: int | None
    official: OfficialCategory | None


def minimum_requirements(law: NationalLaw, on: date) -> Finding[Requirements]:
    """Whether the law of the country meets all four on the day. ``value`` is ``Requirements``."""
    met = tuple((name, _met(law, name, on)) for name in REQUIREMENTS)
    outcome = every(answer for _, answer in met)
    return Finding(
        outcome=outcome,
        question=say(
            gettext_noop("Does the law of {country} meet the four minimum requirements of CITES?"),
            country=law.country,
        ),
        on=on,
        rule="NLP requirements",
        value=Requirements(met, _category([answer for _, answer in met]), law.category),
        reasons=tuple(_reason(law, name, answer, on) for name, answer in met) + _official(law),
        missing=tuple(_lack(name) for name, answer in met if answer is UNKNOWN) if outcome is UNKNOWN else (),
    )


def _met(law: NationalLaw, name: str, on: date) -> Outcome:
    """What stands decides; entries that contradict each other leave it open, and nothing said is unknown."""
    answers = set()
    for entry in _entries(law, name, on):
        answers.add(of(entry.is_met) if entry.in_force.on(on) is YES else UNKNOWN)
    return answers.pop() if len(answers) == 1 else UNKNOWN


def _entries(law: NationalLaw, name: str, on: date) -> list[RequirementMet]:
    return [one for one in law.requirements if one.requirement == name and one.in_force.on(on) is not NO]


def _category(answers: list[Outcome]) -> int | None:
    if NO in answers and YES in answers:
        return 2
    if UNKNOWN in answers:
        return None
    return 1 if YES in answers else 3


_SAID = {
    YES: gettext_noop("The law can {requirement}."),
    NO: gettext_noop("The law cannot {requirement}."),
    UNKNOWN: gettext_noop("Whether the law can {requirement} was not verified."),
}


def _reason(law: NationalLaw, name: str, answer: Outcome, on: date) -> Reason:
    text = say(_SAID[answer], requirement=say(REQUIREMENT_WORDS[name]))
    return Reason(text, name, (ARTICLE, *(one.source for one in _entries(law, name, on))))


def _official(law: NationalLaw) -> tuple[Reason, ...]:
    if law.category is None:
        return ()
    text = say(
        gettext_noop(
            "The Secretariat placed {country} in category {category} (as of {on}); its judgement governs."
        ),
        country=law.country,
        category=law.category.category,
        on=law.category.on or "?",
    )
    return (Reason(text, "official", (law.category.source,)),)


def _lack(name: str) -> Missing:
    text = say(
        gettext_noop("Which provision lets the law {requirement}, and since when."),
        requirement=say(REQUIREMENT_WORDS[name]),
    )
    return Missing(name, text)
