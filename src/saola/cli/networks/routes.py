"""``saola networks routes``."""

from dataclasses import asdict
from typing import Any

import click

from ..speaking import json_option, refuse, say, show
from .actors import watched
from .noun import networks

_YEAR = click.IntRange(1900, 2200)


@networks.command()
@click.option("--taxon", help="A taxon of any rank, by any of its names; everything below it counts.")
@click.option("--from", "first", type=_YEAR, help="Seizures from this year on.")
@click.option("--to", "last", type=_YEAR, help="Seizures up to this year.")
@click.option("--window", type=click.IntRange(1), default=3, show_default=True, help="Years of a window.")
@click.option(
    "--top", type=click.IntRange(1), default=5, show_default=True, help="How many hubs to look for."
)
@click.option(
    "--by",
    type=click.Choice(["strength", "betweenness", "degree", "in-degree", "out-degree", "pagerank"]),
    default="strength",
    show_default=True,
    help="What makes a country a hub: consignments on its ways, lying between others, ways ...",
)
@click.option("--drawings", type=click.IntRange(1), default=1_000, show_default=True, help="To rank hubs.")
@json_option
def routes(
    taxon: str | None,
    first: int | None,
    last: int | None,
    window: int,
    top: int,
    by: str,
    drawings: int,
    as_json: bool,
) -> None:
    """Say between which countries seized goods went, what each country's part was, and what appeared or vanished."""
    from saola.apps.seizures.models import Incident
    from saola.apps.seizures.queries.routes import consignments
    from saola.core.networks import Measure
    from saola.core.networks import routes as room

    chosen = Incident.objects.counted()
    if first:
        chosen = chosen.filter(year__gte=first)
    if last:
        chosen = chosen.filter(year__lte=last)
    held, left_out = consignments(chosen, taxon_path=_path(taxon))
    for why in left_out:
        say(str(why))
    if not held:
        refuse("No seizure is recorded that matches; choose another taxon or other years.", code="none")
    found = room.corridors(held)
    known = room.coverage(held)
    share = known.known_stretches
    say(
        f"{known.consignments} seizures; origin known of {known.origin}, destination of {known.destination}; "
        + ("no stretch of a route." if share is None else f"both ends known of {share:.0%} of the stretches.")
    )
    for corridor in found[:10]:
        say(f"{corridor.source} → {corridor.target}: {corridor.consignments} seizures, {corridor.kg:,.0f} kg")
    span = (first, last) if first and last else None
    facts: dict[str, Any] = {
        "coverage": {**asdict(known), "known_stretches": share},
        "corridors": [asdict(corridor) for corridor in found],
        "flows": [asdict(flow) for flow in room.flows(held).values()],
        "countries": [_country(role) for role in room.country_roles(held, found)],
        "windows": [_change(change) for change in room.changes(held, years=window, span=span)],
        "hubs": [],
        "left_out": list(map(str, left_out)),
    }
    ranks = room.rank_hubs(held, by=Measure(by), size=top, times=drawings, watch=watched("drawings"))
    for notice in ranks.notices:
        say(str(notice))
    for rank in ranks.ranks[:top]:
        say(str(rank.sentence))
    facts["notices"] = list(map(str, ranks.notices))
    facts["hubs"] = [
        {
            "country": rank.country,
            by: rank.value,
            "place": rank.place,
            "places": [rank.best_place, rank.worst_place],
            "in_top": rank.in_top.as_data(),
            "sentence": str(rank.sentence),
        }
        for rank in ranks.ranks
    ]
    if as_json:
        show(facts)


def _path(taxon: str | None) -> str:
    if not taxon:
        return ""
    from saola.apps.catalogue import queries
    from saola.apps.catalogue.models import Taxon

    found = queries.match(taxon)
    if found.best is None:
        close = ", ".join(dict.fromkeys(candidate.name for candidate in found.candidates[:5]))
        refuse(
            f"“{taxon}” is not settled as a taxon"
            + (f"; near it: {close}." if close else ". Check the spelling.")
        )
    return Taxon.objects.get(pk=found.best.taxon_id).path


def _country(role: Any) -> dict[str, Any]:
    return {
        "country": role.country,
        "shares": {each.value: share for each, share in role.shares.items()},
        "times": {each.value: count for each, count in role.times.items()},
        "trade_chain_index": role.trade_chain_index,
        "flow_balance": role.flow_balance,
        "roles_played": role.roles_played,
    }


def _change(change: Any) -> dict[str, Any]:
    return {
        "first": change.first,
        "last": change.last,
        "consignments": change.consignments,
        "emerging": [asdict(corridor) for corridor in change.emerging],
        "vanished": [asdict(corridor) for corridor in change.vanished],
        "notices": list(map(str, change.notices)),
    }
