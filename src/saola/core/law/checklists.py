"""What the law of a country needs for this crime, point by point: CITES, the organized crime and the corruption convention.

Every point is a Finding. What is not yes is a gap: ``no`` is one in the law, ``unknown`` one in what is known of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from saola.core.values import Finding, Mark, Missing, Outcome, Reason, Source, gettext_noop, say

from .conducts import Area, Conduct
from .legal_persons import legal_person_liable
from .logic import NO, UNKNOWN, YES, of, some
from .national import REQUIREMENTS, NationalLaw
from .requirements import REQUIREMENT_WORDS, minimum_requirements
from .serious_crime import serious_crime
from .standing import in_force
from .statutes import Provision

_UNTOC = "United Nations Convention against Transnational Organized Crime"
_UNCAC = "United Nations Convention against Corruption"
TRADE = frozenset(
    (
        Conduct.BUY,
        Conduct.SELL,
        Conduct.TRANSFER,
        Conduct.IMPORT,
        Conduct.EXPORT,
        Conduct.POSSESS,
        Conduct.TRANSPORT,
    )
)


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a checklist: its name, the treaty and article, and the answer."""

    name: str
    treaty: str
    article: str
    finding: Finding[tuple[str, ...]]


_CONDUCTS: tuple[tuple[str, str, str, frozenset[Conduct], str], ...] = (
    ("group_offence", _UNTOC, "5", frozenset((Conduct.JOIN_GROUP, Conduct.LEAD_GROUP)), gettext_noop("Taking part in an organized criminal group is an offence")),
    ("laundering_offence", _UNTOC, "6", frozenset((Conduct.LAUNDER,)), gettext_noop("Laundering the proceeds of crime is an offence")),
    ("bribery_offence", _UNTOC, "8", frozenset((Conduct.BRIBE, Conduct.TAKE_BRIBE)), gettext_noop("Giving and taking bribes are offences")),
    ("obstruction_offence", _UNTOC, "23", frozenset((Conduct.OBSTRUCT_JUSTICE,)), gettext_noop("Obstructing justice is an offence")),
    ("embezzlement_offence", _UNCAC, "17", frozenset((Conduct.EMBEZZLE,)), gettext_noop("Embezzling what officials hold, such as a stockpile, is an offence")),
    ("abuse_offence", _UNCAC, "19", frozenset((Conduct.ABUSE_OFFICE,)), gettext_noop("Abusing an office, such as one that issues permits, is an offence")),
)  # fmt: skip


def checklist(law: NationalLaw, on: date) -> list[Point]:
    """Every point for the law of the day."""
    return [*_of_cites(law, on), *_of_crime(law, on), *_of_conduct(law, on)]


def _of_cites(law: NationalLaw, on: date) -> Iterator[Point]:
    finding = minimum_requirements(law, on)
    assert finding.value is not None
    met = dict(finding.value.met)
    for name in REQUIREMENTS:
        reasons = tuple(reason for reason in finding.reasons if reason.rule == name)
        text = say(gettext_noop("The law can {requirement}"), requirement=say(REQUIREMENT_WORDS[name]))
        yield Point(
            name,
            "CITES",
            "VIII, IX",
            Finding(
                met[name],
                text,
                on,
                "checklist",
                (),
                reasons,
                tuple(lack for lack in _lack(name) if met[name] is UNKNOWN),
            ),
        )


def _of_crime(law: NationalLaw, on: date) -> Iterator[Point]:
    wildlife = [one for one in law.provisions if _is_wildlife_trade(one)]
    yield _point(
        law,
        on,
        ("serious_crime", _UNTOC, "2(b)", gettext_noop("Wildlife trafficking is a serious crime")),
        {one.id: serious_crime(one, on).outcome for one in wildlife},
    )
    yield _point(
        law,
        on,
        ("legal_persons", _UNTOC, "10", gettext_noop("Companies answer for wildlife trafficking")),
        {one.id: legal_person_liable(one, on).outcome for one in wildlife},
    )
    yield _point(
        law,
        on,
        (
            "laundering_law",
            _UNTOC,
            "6(2)",
            gettext_noop("A laundering law says which offences are predicates"),
        ),
        {one.id: one.in_force.on(on) for one in law.laundering},
    )
    own = [version.limitation for one in wildlife for version in one.versions]
    rules = [rule for rule in (*law.limitation, *own) if rule is not None]
    yield _point(
        law,
        on,
        ("limitation", _UNTOC, "11(5)", gettext_noop("The period of limitation is known")),
        {
            str(place): of(rule.is_imprescriptible or rule.period is not None)
            for place, rule in enumerate(rules)
        },
    )


def _is_wildlife_trade(provision: Provision) -> bool:
    """An offence on trade in wildlife, in whichever code it stands."""
    return provision.area in (Area.WILDLIFE, Area.FORESTRY, Area.FISHERIES, Area.GENERAL) and any(
        version.conduct & TRADE for version in provision.versions
    )


def _of_conduct(law: NationalLaw, on: date) -> Iterator[Point]:
    for name, treaty, article, verbs, text in _CONDUCTS:
        answers = {
            one.id: in_force(one, on).outcome
            for one in law.provisions
            if any(version.conduct & verbs for version in one.versions)
        }
        yield _point(law, on, (name, treaty, article, text), answers)


def _point(
    law: NationalLaw, on: date, point: tuple[str, str, str, str], answers: dict[str, Outcome]
) -> Point:
    """Yes where one provision does it; no where none does and the law is loaded as complete, else unknown."""
    name, treaty, article, text = point
    outcome = some(answers.values())
    if outcome is NO and not law.is_complete:
        outcome = UNKNOWN
    doing = tuple(id for id, answer in answers.items() if answer is YES)
    said = {
        YES: gettext_noop("{point}: {provisions}."),
        NO: gettext_noop("{point}: no provision of the law of {country} that stood on the day does it."),
        UNKNOWN: gettext_noop(
            "{point}: nothing that is loaded of the law of {country} does it for certain, and more may exist."
        ),
    }[outcome]
    reason = Reason(
        say(said, point=say(text), provisions=", ".join(doing), country=law.country),
        name,
        (Source(treaty, f"art. {article}", Mark.CHECKED),),
    )
    return Point(
        name,
        treaty,
        article,
        Finding(
            outcome,
            say(text),
            on,
            "checklist",
            doing,
            (reason,),
            _lack(name) if outcome is UNKNOWN else (),
        ),
    )


def _lack(name: str) -> tuple[Missing, ...]:
    text = gettext_noop(
        "The provision that does it, with its days in force, or word from a jurist that there is none."
    )
    return (Missing(name, say(text)),)
