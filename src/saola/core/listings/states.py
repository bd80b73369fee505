"""The States of a trade: were they bound on the day, and had they reserved their position?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ..values import Interval, Mark, Outcome, Reason, Source, gettext_noop, say
from .events import NOT_STATED
from .question import PartyFlag, ReservationFlag
from .standings import Standing

_ART_X = Source("CITES", "Article X", Mark.CHECKED)
_ART_XV_3 = Source("CITES", "Article XV, paragraph 3", Mark.CHECKED)
_CONF_4_25 = Source("Resolution Conf. 4.25 (reservations)", "", Mark.MEMORY)


class Parties:
    """The intervals during which each State was bound: ``{"AE": (Interval(...), Interval(...))}``."""

    def __init__(self, bound: Mapping[str, Iterable[Interval]]) -> None:
        self._bound = {country: tuple(intervals) for country, intervals in bound.items()}

    def status(self, country: str, day: date) -> Outcome:
        """Whether ``country`` was a Party on ``day``; unknown for a country that is not in the list."""
        if country not in self._bound:
            return Outcome.UNKNOWN
        return Outcome.YES if any(day in interval for interval in self._bound[country]) else Outcome.NO


@dataclass(frozen=True, slots=True)
class Reservation:
    """A reservation of ``party`` for ``taxon``; ``appendix`` is empty where the list does not say which."""

    taxon: str
    party: str
    during: Interval
    appendix: str = ""
    note: str = ""
    source: Source = NOT_STATED


class Reservations:
    """Reservations by State and taxon, beside those that come as events of the book."""

    def __init__(self, reservations: Iterable[Reservation] = ()) -> None:
        self._by: dict[tuple[str, str], list[Reservation]] = defaultdict(list)
        for reservation in reservations:
            self._by[reservation.party, reservation.taxon].append(reservation)

    def of(self, party: str, taxa: Iterable[str], day: date) -> list[Reservation]:
        return [r for taxon in taxa for r in self._by.get((party, taxon), ()) if day in r.during]

    def about(self, taxa: Iterable[str]) -> list[Reservation]:
        """Every reservation for one of ``taxa``, by State and day."""
        wanted = set(taxa)
        found = [r for (_, taxon), kept in self._by.items() if taxon in wanted for r in kept]
        return sorted(found, key=lambda r: (r.party, str(r.during.start)))


def party_flags(
    parties: Parties | None, roles: Iterable[tuple[str, str]], day: date
) -> tuple[tuple[PartyFlag, ...], tuple[Reason, ...]]:
    """Step 7: a flag for each (role, country), and a reason for each that was not bound or is not known."""
    flags, reasons = [], []
    for role, country in roles:
        outcome = parties.status(country, day) if parties is not None else Outcome.UNKNOWN
        flags.append(PartyFlag(country, role, outcome))
        if outcome is Outcome.NO:
            text = say(
                gettext_noop(
                    "{country} was not a Party on {day}: documents comparable to those of the Convention are "
                    "needed from it."
                ),
                country=country,
                day=day.isoformat(),
            )
            reasons.append(Reason(text, "Article X", (_ART_X,)))
        elif outcome is Outcome.UNKNOWN:
            text = say(
                gettext_noop("Whether {country} was a Party on {day} is not in the loaded lists."),
                country=country,
                day=day.isoformat(),
            )
            reasons.append(Reason(text, "Article X"))
    return tuple(flags), tuple(reasons)


def reservation_flags(
    standing: Standing,
    chain: tuple[str, ...],
    possible: tuple[str, ...],
    reservations: Reservations | None,
    roles: Iterable[tuple[str, str]],
    day: date,
) -> tuple[tuple[ReservationFlag, ...], tuple[Reason, ...]]:
    """Step 8: the reservations of the trade's own States against an Appendix in question."""
    flags: dict[tuple[str, str, str, str], tuple[ReservationFlag, Source]] = {}
    for role, country in roles:
        for validity in standing.reservations:
            event = validity.event
            if event.party == country and event.appendix in possible:
                outcome = Outcome.YES if validity.stands(day) else Outcome.UNKNOWN
                flag = ReservationFlag(
                    country, role, event.taxon, event.appendix, outcome, event.annotation, event.id
                )
                flags.setdefault((country, role, event.taxon, event.appendix), (flag, event.source))
        for reservation in reservations.of(country, chain, day) if reservations else ():
            if reservation.appendix and reservation.appendix not in possible:
                continue
            key = (country, role, reservation.taxon, reservation.appendix)
            known = any(k[:3] == key[:3] for k in flags)
            if not (known and not reservation.appendix):
                flag = ReservationFlag(*key, Outcome.YES, reservation.note)
                flags.setdefault(key, (flag, reservation.source))
    return tuple(flag for flag, _ in flags.values()), tuple(
        _reason(flag, source) for flag, source in flags.values()
    )


def _reason(flag: ReservationFlag, source: Source) -> Reason:
    values = {"country": flag.party, "taxon": flag.taxon}
    if flag.outcome is Outcome.UNKNOWN:
        text = say(
            gettext_noop("{country} may have had a reservation for {taxon}: its date is not exact."), **values
        )
        return Reason(text, "Article XV.3", (source, _ART_XV_3))
    text = say(
        gettext_noop(
            "{country} had a reservation for {taxon}: in its own trade in it, it counts as a State that is not "
            "a Party."
        ),
        **values,
    )
    if flag.appendix == "I":
        text = say(
            gettext_noop(
                "{reservation} Parties with a reservation to Appendix I are asked to treat it as Appendix II."
            ),
            reservation=text,
        )
        return Reason(text, "Article XV.3", (source, _ART_XV_3, _CONF_4_25))
    return Reason(text, "Article XV.3", (source, _ART_XV_3))
