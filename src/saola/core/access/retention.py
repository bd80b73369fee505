"""How long records are kept before somebody must look at them again. National law overrides these defaults."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saola.core.values import Mark, Message, gettext_noop, say


class Ground(StrEnum):
    """Why a record may be purged."""

    PERIOD = "period"  # its review is overdue and nobody needs it longer
    ORDER = "order"  # a court or an authority ordered it, whatever the period


GROUNDS: dict[Ground, str] = {
    Ground.PERIOD: gettext_noop("The period is over, and nobody needs it longer."),
    Ground.ORDER: gettext_noop("A court or an authority ordered it."),
}


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """Records of ``kind`` are reviewed ``months`` after ``since``; ``basis`` is the law or the choice behind it."""

    kind: str
    what: str
    months: int
    since: str
    basis: str
    mark: Mark

    def due(self, begins: date) -> date:
        """The day of the review of a record whose period began on ``begins``."""
        months = begins.month - 1 + self.months
        year, month = begins.year + months // 12, months % 12 + 1
        return date(year, month, min(begins.day, monthrange(year, month)[1]))


_RECORDED = gettext_noop("the day it was recorded or last reviewed")
_CHOICE = gettext_noop("our choice: the register names nobody, and trends need years")

RULES: dict[str, RetentionRule] = {
    rule.kind: rule
    for rule in (
        RetentionRule("seizure", gettext_noop("Seizures"), 120, _RECORDED, _CHOICE, Mark.CHECKED),
        RetentionRule(
            "exhibit",
            gettext_noop("Exhibits"),
            120,
            gettext_noop("the day it was disposed of; before that it is not reviewed"),
            gettext_noop("our choice: as the seizure it belongs to"),
            Mark.CHECKED,
        ),
        RetentionRule(
            "case",
            gettext_noop("Cases"),
            60,
            _RECORDED,
            gettext_noop("our choice: law-enforcement files are looked at again at least every five years"),
            Mark.CHECKED,
        ),
        RetentionRule(
            "party",
            gettext_noop("People and companies"),
            60,
            _RECORDED,
            gettext_noop("our choice: as the cases they stand in"),
            Mark.CHECKED,
        ),
        RetentionRule(
            "tip",
            gettext_noop("Tips that nothing else supports"),
            12,
            _RECORDED,
            gettext_noop("our choice: an unsupported word is not kept for years"),
            Mark.CHECKED,
        ),
        RetentionRule(
            "intelligence",
            gettext_noop("Intelligence"),
            60,
            _RECORDED,
            gettext_noop("28 CFR 23: at most five years without a review"),
            Mark.MEMORY,
        ),
        RetentionRule(
            "transcript",
            gettext_noop("Transcripts of a match between nodes"),
            1,
            gettext_noop("the day of the match"),
            gettext_noop("our choice: long enough to settle a doubt"),
            Mark.CHECKED,
        ),
        RetentionRule(
            "hit",
            gettext_noop("Decisions on a hit or no hit"),
            12,
            gettext_noop("the day of the decision"),
            gettext_noop("our choice"),
            Mark.CHECKED,
        ),
    )
}
"""By kind of record. Tips, intelligence and matches are not kept by this version; their periods stand already."""


def review_due(kind: str, recorded: date) -> date:
    """The day on which a record of ``kind`` must be reviewed. Raises ``KeyError`` for a kind without a period."""
    return RULES[kind].due(recorded)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a record cannot be purged now."""

    rule: str
    why: Message


def refuse_purge(
    ground: Ground, *, review_due: date, today: date, is_held: bool, rests: str = "", is_frozen: bool = False
) -> Obstacle | None:
    """Why a record may not be purged on ``ground`` today; ``None`` when it may, once a second person agrees.

    ``is_held``: a legal hold is in force over it. ``rests``: the name of what rests on it. ``is_frozen``: the
    journal did not verify.
    """
    if is_held:
        return Obstacle("purge-held", say(gettext_noop("A legal hold is in force over it.")))
    if is_frozen:
        return Obstacle(
            "purge-frozen", say(gettext_noop("The journal did not verify; until then nothing goes."))
        )
    if rests:
        return Obstacle(
            "purge-rests", say(gettext_noop("Something that is kept rests on it: {rests}."), rests=rests)
        )
    if ground is Ground.PERIOD and review_due >= today:
        return Obstacle("purge-too-early", say(gettext_noop("Its review is not due yet.")))
    return None
