"""What is kept in an entry as a code, and the words that a person reads for it."""

from collections.abc import Callable, Mapping
from datetime import date
from fnmatch import fnmatchcase
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from saola.core.access import PATTERNS
from saola.core.values import gettext_noop

from .events import CODES

ACTS: dict[str, str] = {
    "access.review": gettext_noop("looking at alerts"),
    "access.shape": gettext_noop("holding a record close"),
    "agencies.manage": gettext_noop("keeping the agencies"),
    "approvals.decide": gettext_noop("deciding about requests for a second person"),
    "case.close": gettext_noop("closing a case"),
    "cases.close": gettext_noop("closing and reopening cases"),
    "cases.oversee": gettext_noop("overseeing the cases of an agency"),
    "cases.prosecute": gettext_noop("drawing up and following charges"),
    "cases.read": gettext_noop("reading cases"),
    "cases.write": gettext_noop("working on cases"),
    "compartments.manage": gettext_noop("keeping need-to-know lists"),
    "court.export": gettext_noop("making a court bundle"),
    "emergencies.open": gettext_noop("breaking the glass"),
    "emergencies.review": gettext_noop("reviewing emergencies"),
    "evidence.dispose": gettext_noop("disposing of an exhibit"),
    "evidence.examine": gettext_noop("writing down results of laboratories"),
    "evidence.export": gettext_noop("making court bundles"),
    "evidence.read": gettext_noop("reading exhibits"),
    "evidence.store": gettext_noop("keeping the stores"),
    "evidence.write": gettext_noop("entering in the custody of exhibits"),
    "factor.reset": gettext_noop("taking second factors away"),
    "grant.give": gettext_noop("giving a further role"),
    "hold.release": gettext_noop("releasing a legal hold"),
    "holds.place": gettext_noop("placing legal holds"),
    "journal.open_epoch": gettext_noop("opening a new epoch of the journal"),
    "journal.read": gettext_noop("reading the journal"),
    "law.read": gettext_noop("reading the law"),
    "law.write": gettext_noop("keeping the law of the country"),
    "node.keep": gettext_noop("keeping the node"),
    "parties.read": gettext_noop("reading people and companies"),
    "parties.write": gettext_noop("recording people and companies"),
    "people.manage": gettext_noop("keeping the accounts of people"),
    "person.add": gettext_noop("adding a person"),
    "person.change_role": gettext_noop("changing the role of a person"),
    "record.loosen": gettext_noop("holding a record less close"),
    "record.lower_handling": gettext_noop("taking handling codes off a record"),
    "records.open_more": gettext_noop("opening more records in a day"),
    "records.purge": gettext_noop("purging a record"),
    "records.restore": gettext_noop("restoring a backup"),
    "records.review": gettext_noop("reviewing records that are due"),
    "reports.issue": gettext_noop("issuing reports"),
    "reports.read": gettext_noop("reading reports"),
    "seizures.download": gettext_noop("downloading seizures"),
    "seizures.import": gettext_noop("importing files"),
    "seizures.read": gettext_noop("reading seizures"),
    "seizures.write": gettext_noop("changing seizures"),
    "sentencing.read": gettext_noop("reading about sentences"),
    "species.load": gettext_noop("loading lists of species"),
    "species.read": gettext_noop("looking up species"),
    "tokens.manage": gettext_noop("keeping access tokens"),
}
"""Acts that the policy decides about, and acts that need a second person."""

RULES: dict[str, str] = {
    "nobody-signed-in": gettext_noop("nobody is signed in"),
    "account-closed": gettext_noop("the account is closed"),
    "role-unknown": gettext_noop("the person holds no role"),
    "role:*-ran-out": gettext_noop("the role has ended"),
    "role:*-lacks:*": gettext_noop("the role does not allow it"),
    "agency-out-of-reach": gettext_noop("the role is held for another agency"),
    "agency-only": gettext_noop("the record is for the agency it came from only"),
    "compartment-not-member": gettext_noop("not on the need-to-know list"),
    "not-on-the-team": gettext_noop("not of the team, and does not oversee it"),
    "compartment-ran-out": gettext_noop("the place on the need-to-know list ran out"),
    "handling-*-bars": gettext_noop("its handling code bars the role"),
    "handling-*-permission": gettext_noop("the agency it came from must permit it first"),
    "purpose-not-stated": gettext_noop("what it is opened for was not said"),
    "review-overdue": gettext_noop("the review of the record is overdue"),
    "record-closed": gettext_noop("the record is closed"),
    "session-not-fresh": gettext_noop("they had not proved anew who they are"),
    "second-person-*": gettext_noop("a second person must approve it first"),
    "approver-is-asker": gettext_noop("nobody approves what they asked for themselves"),
    "approver-of-same-agency": gettext_noop("both are of the same agency"),
    "approver-of-same-unit": gettext_noop("both are of the same unit"),
    "approval-spent": gettext_noop("the approval was used already"),
    "approval-not-given": gettext_noop("nobody approved it"),
    "approval-of-somebody-else": gettext_noop("the approval was given to somebody else"),
    "approval-of-other-content": gettext_noop("the approval is for another content"),
    "approval-ran-out": gettext_noop("the approval ran out"),
    "approval-decided": gettext_noop("it was decided already, or it ran out"),
}
"""Rules that refuse; ``*`` stands for the role, the act or the code that the rule names."""

RECORDS: dict[str, str] = {
    "case": gettext_noop("the case"),
    "party": gettext_noop("the person or company"),
    "seizure": gettext_noop("the seizure"),
    "exhibit": gettext_noop("the exhibit"),
    "list": gettext_noop("the need-to-know list"),
}
"""Kinds of record as they are named in addresses."""

CARE: dict[str, str] = {
    "examined": gettext_noop("examined"),
    "fed": gettext_noop("fed and watered"),
    "treated": gettext_noop("treated"),
    "weighed": gettext_noop("weighed"),
    "born": gettext_noop("born"),
    "died": gettext_noop("died"),
    "escaped": gettext_noop("escaped"),
}
FIELDS: dict[str, str] = {
    "unit": gettext_noop("the unit"),
    "is_active": gettext_noop("whether the account is open"),
    "leaves_on": gettext_noop("the day they leave"),
}
NAMES: dict[str, str] = {
    "action": gettext_noop("act"),
    "alerts": gettext_noop("alerts"),
    "altered": gettext_noop("altered"),
    "broken": gettext_noop("faults"),
    "bundle": gettext_noop("court bundle"),
    "care": gettext_noop("care of live animals"),
    "checkpoints": gettext_noop("checkpoints"),
    "code": gettext_noop("code"),
    "custody": gettext_noop("custody entry"),
    "day": gettext_noop("day"),
    "days": gettext_noop("days"),
    "digest": gettext_noop("digest"),
    "ending": gettext_noop("why it ended"),
    "entries": gettext_noop("journal entries"),
    "exhibit": gettext_noop("exhibit"),
    "exhibits": gettext_noop("exhibits"),
    "factor": gettext_noop("second factor"),
    "failed": gettext_noop("parts that broke off"),
    "faults": gettext_noop("faults"),
    "fields": gettext_noop("what was changed"),
    "files": gettext_noop("files"),
    "finding": gettext_noop("what was found"),
    "first": gettext_noop("first entry"),
    "format": gettext_noop("format"),
    "free": gettext_noop("MB free"),
    "ground": gettext_noop("ground"),
    "handling": gettext_noop("handling codes"),
    "incidents": gettext_noop("seizures"),
    "judgement": gettext_noop("judgement"),
    "last": gettext_noop("last entry"),
    "last_good": gettext_noop("last sound entry"),
    "lists": gettext_noop("need-to-know lists"),
    "name": gettext_noop("name"),
    "number": gettext_noop("number"),
    "one": gettext_noop("the one"),
    "other": gettext_noop("the other"),
    "parts": gettext_noop("parts"),
    "pattern": gettext_noop("pattern"),
    "purged": gettext_noop("purged"),
    "purpose": gettext_noop("purpose"),
    "query": gettext_noop("what was asked"),
    "reason": gettext_noop("reason"),
    "record": gettext_noop("record"),
    "recorded": gettext_noop("rows recorded"),
    "records": gettext_noop("records"),
    "report": gettext_noop("report"),
    "result": gettext_noop("result"),
    "role": gettext_noop("role"),
    "rows": gettext_noop("rows"),
    "selection": gettext_noop("selection"),
    "seq": gettext_noop("journal entry"),
    "sha256": gettext_noop("digest SHA-256"),
    "size": gettext_noop("size"),
    "step": gettext_noop("step"),
    "threat": gettext_noop("threat"),
    "until": gettext_noop("until"),
    "verdict": gettext_noop("verdict"),
    "version": gettext_noop("version"),
    "why": gettext_noop("why"),
    "year": gettext_noop("year"),
}
"""What the facts and words of an entry are called."""

DAYS = frozenset({"day", "since", "until"})
"""What is kept as a day."""

OUTCOMES: dict[str, str] = {"done": gettext_noop("done"), "denied": gettext_noop("denied")}
PURPOSES: dict[str, str] = {"stated": gettext_noop("in words, beside the entry")}
_SAID: dict[str, Mapping[str, str]] = {
    "action": ACTS,
    "pattern": PATTERNS,
    "care": CARE,
    "outcome": OUTCOMES,
    "purpose": PURPOSES,
    **CODES,
}


_SAID_BY: dict[str, Callable[[str], str]] = {}


def said_by(name: str, words: Callable[[str], str]) -> None:
    """Say what is kept under ``name`` by ``words``: a room above knows its own codes."""
    _SAID_BY[name] = words


def in_words(name: str, value: Any) -> Any:
    """What is kept under ``name``, as a person reads it. A code that nobody knows is shown as it is kept."""
    if value in (None, ""):
        return "–"
    if not isinstance(value, str):
        return value
    if name == "rule":
        return _(rule) if (rule := rule_words(value)) else value
    if name == "record":
        return named_record(value)
    if name in DAYS:
        return day_words(value)
    if name == "fields":
        return ", ".join(_field(each) for each in value.split(", "))
    if name in _SAID_BY:
        return _SAID_BY[name](value)
    known = _SAID.get(name, {}).get(value)
    return _(known).rstrip(".。") if known else value


def _field(name: str) -> str:
    if name in FIELDS:
        return _(FIELDS[name])
    return _SAID_BY["field"](name) if "field" in _SAID_BY else name


def day_words(kept: str) -> str:
    """A day kept as 2026-11-22, as the reader's language writes days; anything else as it is."""
    try:
        return formats.date_format(date.fromisoformat(kept), "DATE_FORMAT")
    except ValueError:
        return kept


def name_words(name: str) -> str:
    """What a fact of an entry is called."""
    return _(NAMES[name]) if name in NAMES else name


def rule_words(rule: str) -> str:
    """The words of a rule that refused, untranslated; nothing for a rule that nobody knows."""
    return next((words for pattern, words in RULES.items() if fnmatchcase(rule, pattern)), "")


def named_record(name: str) -> str:
    """``seizure S000009`` with the word for its kind."""
    kind, _space, key = name.partition(" ")
    return f"{_(RECORDS[kind])} {key}" if key and kind in RECORDS else name
