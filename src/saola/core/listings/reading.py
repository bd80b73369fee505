"""Reads listing events from a file of the knowledge library, already parsed into mappings and lists."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ..values import Mark, PartialDate, Source
from .events import APPENDICES, NONE, BadListingError, Change, Covers, ListingEvent
from .populations import EVERYWHERE, Extent, Part, Population

_EVENT_KEYS = frozenset(
    {"id", "taxon", "appendix", "change", "on", "party", "population", "not_taxa", "annotation", "covers"}
    | {"replaces", "source", "mark", "locator"}
)
_COVER_KEYS = frozenset(("hash", "only_terms", "otherwise", "not_terms", "not_sources", "unread"))


def read_events(library: Mapping[str, Any], dataset: str = "") -> list[ListingEvent]:
    """The events under ``listings`` of one knowledge file, with their sources resolved from ``sources``.

    ``dataset`` names the file in findings; without it the file's ``group`` does.
    Raises ``BadListingError`` naming the event and what is wrong with it, also for an id that comes twice.
    """
    sources = library.get("sources") or {}
    name = dataset or str(library.get("group", ""))
    events: dict[str, ListingEvent] = {}
    for entry in library.get("listings") or ():
        if not isinstance(entry, Mapping):
            raise BadListingError(f"a listing is a mapping of words to values, not {entry!r}")
        event = read_event(entry, sources, name)
        if event.id in events:
            raise BadListingError(f"{event.id}: this id comes twice")
        events[event.id] = event
    return list(events.values())


def read_event(entry: Mapping[Any, Any], sources: Mapping[str, Any], dataset: str = "") -> ListingEvent:
    """One event. Raises ``BadListingError``."""
    # YAML reads an unquoted "on" as true.
    entry = {"on" if key is True else key: value for key, value in entry.items()}
    name = str(entry.get("id") or "(an event without id)")
    if strange := sorted(str(key) for key in entry if key not in _EVENT_KEYS):
        raise BadListingError(f"{name}: not a word of the listing format: {', '.join(strange)}")
    try:
        return ListingEvent(
            id=str(entry.get("id") or ""),
            taxon=str(entry.get("taxon") or ""),
            appendix=str(entry.get("appendix") or ""),
            change=Change(str(entry.get("change") or "")),
            on=_read_date(entry.get("on")),
            party=_country(entry["party"]) if entry.get("party") is not None else "",
            population=read_population(entry.get("population")),
            covers=_read_covers(entry.get("covers")),
            not_taxa=frozenset(_texts(entry.get("not_taxa"))),
            annotation=str(entry.get("annotation") or "").strip(),
            replaces=tuple(_texts(entry.get("replaces"))),
            source=_read_source(entry, sources),
            dataset=dataset,
        )
    except BadListingError as error:
        raise error if str(error).startswith(name) else BadListingError(f"{name}: {error}") from error
    except ValueError as error:
        raise BadListingError(f"{name}: {error}") from error


def read_population(data: Any) -> Population:
    """``{only: [...]}``, ``{except: [...]}`` or ``{within: {country, text}}``; nothing is everywhere.

    Members of the lists are ISO2 codes or, for a part of a country, ``{country, text, places}``. Words that
    name populations and are not yet data come as ``{unread: "..."}``; ``elsewhere`` is the Appendix to which the
    entry sends those it leaves out. Raises ``BadListingError``.
    """
    if data is None:
        return EVERYWHERE
    kinds = {"only", "except", "within", "unread"}
    if not isinstance(data, Mapping) or len(kinds & data.keys()) != 1:
        raise BadListingError(f"a population is one of only, except, within or unread: {data!r}")
    if strange := sorted(str(key) for key in data.keys() - kinds - {"text", "elsewhere"}):
        raise BadListingError(f"not a word of a population: {', '.join(strange)}")
    text, elsewhere = str(data.get("text") or ""), str(data.get("elsewhere") or "")
    if "unread" in data:
        return Population(Extent.UNREAD, text=str(data["unread"]), elsewhere=elsewhere)
    extent = Extent.EXCEPT if "except" in data else Extent.ONLY
    members = data[next(iter(kinds & data.keys()))]
    if isinstance(members, (str, Mapping)):
        members = [members]
    countries: set[str] = set()
    parts: list[Part] = []
    for member in members or ():
        if isinstance(member, Mapping):
            places = tuple(_texts(member.get("places")))
            parts.append(Part(_country(member.get("country")), str(member.get("text") or ""), places))
        else:
            countries.add(_country(member))
    if not countries and not parts:
        raise BadListingError("a population names at least one country")
    return Population(extent, frozenset(countries), tuple(parts), text, elsewhere)


def _read_covers(data: Any) -> Covers:
    if data is None:
        return Covers()
    if not isinstance(data, Mapping) or data.keys() - _COVER_KEYS:
        raise BadListingError(f"covers holds {', '.join(sorted(_COVER_KEYS))}, not {data!r}")
    otherwise = str(data.get("otherwise") or NONE)
    if otherwise not in (*APPENDICES, NONE):
        raise BadListingError(f"otherwise is I, II, III or none, not {otherwise!r}")
    return Covers(
        hash=str(data.get("hash") or ""),
        only_terms=frozenset(_texts(data.get("only_terms"))),
        otherwise=otherwise,
        not_terms=frozenset(_texts(data.get("not_terms"))),
        not_sources=frozenset(_texts(data.get("not_sources"))),
        is_unread=bool(data.get("unread")),
    )


def _read_date(value: Any) -> PartialDate:
    if isinstance(value, date):
        return PartialDate.of(value)
    return PartialDate.parse_iso(str(value if value is not None else ""))


def _country(value: Any) -> str:
    # YAML reads an unquoted NO as false; the message says how to mend the file.
    if value is False:
        raise BadListingError('a country came as "false": write "NO" for Norway in quotes')
    if isinstance(value, str) and len(value) == 2 and value.isascii() and value.isalpha() and value.isupper():
        return value
    raise BadListingError(f"a country is two capital letters, not {value!r}")


def _texts(value: Any) -> Iterable[str]:
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, Iterable):
        raise BadListingError(f"a list of words is wanted, not {value!r}")
    return tuple(str(item) for item in value)


def _read_source(entry: Mapping[str, Any], sources: Mapping[str, Any]) -> Source:
    key = str(entry.get("source") or "")
    known = sources.get(key)
    if key and known is None:
        raise BadListingError(f"the source {key!r} is not among the file's sources")
    known = known or {}
    mark = Mark(str(entry.get("mark") or known.get("mark") or Mark.MEMORY))
    return Source(
        str(known.get("title") or key), str(entry.get("locator") or known.get("locator") or ""), mark
    )
