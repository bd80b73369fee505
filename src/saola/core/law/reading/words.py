"""The small change of reading: known keys, dates, numbers, words, sources."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from saola.core.values import Mark, PartialDate, Source

from ..errors import BadLawError
from ..penalties import Term
from ..periods import InForce

Word = TypeVar("Word", bound=StrEnum)
CITED = frozenset(("source", "locator", "mark", "note"))
DATED = frozenset(("from", "until", "doubtful_from", "attested"))


def known(data: Any, keys: Iterable[str], what: str) -> dict[str, Any]:
    """``data`` as a mapping that holds no other keys. Raises ``BadLawError``."""
    if not isinstance(data, Mapping):
        raise BadLawError(f"{what} is a mapping of words to values, not {data!r}")
    # YAML reads an unquoted "on" as true.
    named = {"on" if key is True else str(key): value for key, value in data.items()}
    if strange := sorted(named.keys() - set(keys)):
        raise BadLawError(f"not a word of {what}: {', '.join(strange)}")
    return named


def entries(data: Any, what: str) -> tuple[Any, ...]:
    """A list, also of one thing or of nothing."""
    if data is None:
        return ()
    if isinstance(data, list | tuple):
        return tuple(data)
    if isinstance(data, Mapping | str):
        return (data,)
    raise BadLawError(f"{what} is a list, not {data!r}")


def words(data: Any) -> frozenset[str]:
    return frozenset(str(item) for item in entries(data, "a list of words"))


def flag(data: Any, what: str) -> bool | None:
    """True, false, or ``None`` for what is not known."""
    if data in (None, "unknown") or isinstance(data, bool):
        return None if data == "unknown" else data
    raise BadLawError(f"{what} is true, false or unknown, not {data!r}")


def number(data: Any, what: str) -> Decimal | None:
    if data is None:
        return None
    try:
        return Decimal(str(data))
    except InvalidOperation as error:
        raise BadLawError(f"{what} is a number, not {data!r}") from error


def term(data: Any) -> Term | None:
    return None if data is None else Term.parse(str(data))


def word(kind: type[Word], data: Any, default: Word, what: str) -> Word:
    """One of the words of an enumeration. Raises ``BadLawError`` with the words there are."""
    if data is None:
        return default
    try:
        return kind(str(data))
    except ValueError as error:
        raise BadLawError(
            f"{what} is one of {', '.join(one or '(empty)' for one in kind)}, not {data!r}"
        ) from error


def day(data: Any) -> PartialDate:
    """2016-06-01, 2016-06, 2016, or nothing or ``unknown`` for a day that is not known."""
    if isinstance(data, date):
        return PartialDate.of(data)
    if data is None or data == "unknown":
        return PartialDate()
    try:
        return PartialDate.parse_iso(str(data))
    except ValueError as error:
        raise BadLawError(f"a day is written as 2016-06-01, 2016-06 or 2016, not {data!r}") from error


def in_force(data: Mapping[str, Any]) -> InForce:
    """From the keys ``from``, ``until``, ``doubtful_from``, ``attested``."""
    return InForce(
        begins=day(data.get("from")),
        ends=day(data["until"]) if data.get("until") is not None else None,
        doubtful_from=day(data["doubtful_from"]) if data.get("doubtful_from") is not None else None,
        attested=tuple(day(seen) for seen in _days(data.get("attested"))),
    )


def _days(data: Any) -> tuple[Any, ...]:
    return (data,) if isinstance(data, date | int) else entries(data, "attested")


class Sources:
    """The sources of one file by key; what names none takes the source of what it stands in."""

    def __init__(self, data: Any) -> None:
        self._by_key = data or {}

    def of(self, entry: Mapping[str, Any], above: Source) -> Source:
        if not (entry.keys() & {"source", "locator", "mark"}):
            return above
        key = entry.get("source")
        if key is not None and key not in self._by_key:
            raise BadLawError(f"the source {key!r} is not among the file's sources")
        listed = self._by_key.get(key) or {}
        title = str(listed.get("title") or key or above.title)
        locator = entry.get("locator") or listed.get("locator") or ("" if key else above.locator)
        mark = entry.get("mark") or listed.get("mark") or (Mark.MEMORY if key else above.mark)
        return Source(title, str(locator), Mark(str(mark)))
