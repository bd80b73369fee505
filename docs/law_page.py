"""The reference page on the law that comes with Saola: written from the knowledge library, never by hand."""

from collections.abc import Iterator
from itertools import groupby

from saola.apps.catalogue import library
from saola.apps.catalogue.law import law_book, treaty_book
from saola.core.law.national import NationalLaw
from saola.core.law.penalties import Custody, CustodyKind
from saola.core.law.serious_crime import tier_is_serious
from saola.core.law.statutes import Provision, Tier, Version
from saola.core.law.treaties import Membership, Treaty, TreatyKind
from saola.core.values import Mark

HEAD = """# Law that comes with Saola

Written from `src/saola/knowledge/law/`, `treaties.yaml`, `treaty_declarations.yaml`, `cooperation_treaties.yaml` and
`resolution.yaml` by `make fix`. How law is written down and asked: `docs/method/law.md`. It is knowledge to start from,
not the law of the land: every entry names its source, and what is from memory says so and must be checked before use.

*Serious* is the answer for the tier by itself (article 2(b) of the organized crime convention: a maximum of at least
four years), its facts taken as shown. *In force* is `[from, until)`; `?` is a day that is not known. A `m`
after a date or a term: it is from memory and was not read in a source.
"""


def law_page() -> str:
    """National law by jurisdiction, participation, declarations, treaties on assistance, and the resolution."""
    parts = [HEAD, *(part for law in law_book().laws for part in _national(law))]
    return "\n".join([*parts, *_conventions(), *_declarations(), *_assistance(), *_resolution(), ""])


def _national(law: NationalLaw) -> Iterator[str]:
    yield f"## {law.country}: {law.title.partition(', ')[0]}\n"
    yield "| Id | Provision | In force | Tier | Custody | Fine | Serious | Source |"
    yield "|---|---|---|---|---|---|---|---|"
    statutes = {statute.id: statute.title for statute in law.statutes}
    for provision in law.provisions:
        for version, tier in provision.tiers():
            yield _row(provision, version, tier, statutes[provision.statute])
    yield ""


def _row(provision: Provision, version: Version, tier: Tier, statute: str) -> str:
    fine = tier.penalty.fine.words if tier.penalty.fine else ""
    cells = (
        tier.id,
        f"{statute}, {provision.section} (`{provision.id}`)",
        f"{version.in_force}{_mark(version.source.mark)}",
        tier.words or tier.kind.value,
        f"{_custody(tier.penalty.custody)}{_mark(tier.source.mark)}",
        fine,
        tier_is_serious(version, tier).value,
        tier.source.title,
    )
    return _cells(cells)


def _cells(cells: tuple[object, ...]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "/") for cell in cells) + " |"


def _mark(mark: Mark) -> str:
    return " m" if mark is Mark.MEMORY else ""


def _custody(custody: Custody) -> str:
    if custody.kind is not CustodyKind.TERM:
        return custody.kind.value
    least = f"{custody.minimum} to " if custody.minimum else ""
    return f"{least}{custody.maximum or 'not stated'}"


def _conventions() -> Iterator[str]:
    book = treaty_book()
    yield "## Participation in the conventions\n"
    yield "| Convention | Since | Bound | Read in a list | Known not to be bound, up to the day of the list |"
    yield "|---|---|---|---|---|"
    for treaty in book.treaties:
        if treaty.kind is TreatyKind.MULTILATERAL:
            members = [one for state in book.members(treaty.id) if (one := book.membership(treaty.id, state))]
            yield _cells((treaty.title, treaty.in_force, *_counts(members)))
    yield ""


def _counts(members: list[Membership]) -> tuple[int, int, str]:
    bound = [one for one in members if one.periods]
    read = [one for one in bound if one.source.mark is Mark.CHECKED]
    return len(bound), len(read), ", ".join(sorted(one.state for one in members if not one.periods))


def _declarations() -> Iterator[str]:
    yield "## Reservations and declarations\n"
    yield "Those on arbitration and the International Court of Justice alone are left out here.\n"
    yield "| Treaty | State | Article | Kind | What it says | Effect on assistance |"
    yield "|---|---|---|---|---|---|"
    told = [one for one in treaty_book().declarations if one.article not in {"35(2)", "66(2)"}]
    for one in sorted(told, key=lambda one: (one.treaty, one.state, one.article)):
        effect = [f"no basis for {kind}" for kind in sorted(one.excludes)]
        effect += [f"basis for {kind}" for kind in sorted(one.confirms)]
        effect += [f"not towards {state}" for state in sorted(one.not_towards)]
        yield _cells((one.treaty.upper(), one.state, one.article, one.kind, one.words, ", ".join(effect)))
    yield ""


def _assistance() -> Iterator[str]:
    book = treaty_book()
    ordered = [one for one in book.treaties if one.kind is not TreatyKind.MULTILATERAL]
    yield "## Treaties on assistance\n"
    yield "| Id | Treaty | Kind | For | Parties |"
    yield "|---|---|---|---|---|"
    for treaty in ordered:
        yield _cells(
            (treaty.id, treaty.title, treaty.kind.value, ", ".join(treaty.assistance), _parties(treaty))
        )
    yield ""


def _parties(treaty: Treaty) -> str:
    book = treaty_book()
    said = []
    members = [book.membership(treaty.id, state) for state in sorted(book.members(treaty.id))]
    for since, group in groupby(members, key=lambda one: f"{one.periods[0]}{_mark(one.source.mark)}"):
        said.append(f"{', '.join(one.state for one in group)} ({since})")
    return "; ".join(said)


def _resolution() -> Iterator[str]:
    yield "## Resolution 2013/40\n"
    yield "| Paragraph | What it asks | Rooms that show it |"
    yield "|---|---|---|"
    for one in library.read("resolution.yaml")["paragraphs"]:
        rooms = dict.fromkeys(proof["room"] for proof in one["shown_by"])
        yield _cells(
            (f"{one['number']} {one['label']['en']} ({one['verb']})", one["wants"]["en"], ", ".join(rooms))
        )
