"""``saola networks import``, ``measures`` and ``keyplayers``."""

import sys
from typing import Any

import click

from ..speaking import json_option, refuse, say, show
from .lists import Read, reads_ties
from .noun import networks

_LARGE = 100_000

seed_option = click.option(
    "--seed", type=int, help="Another seed than the usual one for what is drawn by chance."
)


@networks.command("import")
@reads_ties
@json_option
def import_(found: Read, as_json: bool) -> None:
    """Read a list of ties from FILE and say what is in it, what was mended and who is a hub. Nothing is recorded."""
    from saola.core.networks.cohesion import cohesion

    facts = _whole(cohesion(found.whole))
    say(
        f"{facts['actors']} actors, {facts['ties']} tied pairs, {len(facts['parts'])} parts; "
        f"the largest holds {facts['largest_part']}."
    )
    if as_json:
        show({**facts, "hubs": _hubs(found), "notices": found.said})


@networks.command()
@reads_ties
@click.option("--weighted", is_flag=True, help="Heed the weights: a tie is 1/weight long.")
@click.option("--measure", "asked", multiple=True, help="Only this measure; may be repeated.")
@click.option("--top", type=click.IntRange(1), default=5, show_default=True, help="How many to name.")
@seed_option
@json_option
def measures(
    found: Read, weighted: bool, asked: tuple[str, ...], top: int, seed: int | None, as_json: bool
) -> None:
    """Take every measure of the actors and of the network as a whole."""
    from saola.core.networks import Measure, TooLargeError
    from saola.core.networks.chance import SEED
    from saola.core.networks.cohesion import cohesion, core_periphery
    from saola.core.networks.communities import communities
    from saola.core.networks.disruption import robustness
    from saola.core.networks.distances import distances
    from saola.core.networks.measures import measure, measures_of
    from saola.core.networks.triads import triad_census

    network = found.network
    known = {each.value: each for each in measures_of(network)}
    if strange := sorted(set(asked) - known.keys()):
        raise click.BadParameter(f"There is no measure {', '.join(strange)}. There are: {', '.join(known)}.")
    of_actors: dict[str, Any] = {}
    skipped: dict[str, str] = {}
    for name in asked or known:
        try:
            scores = measure(network, Measure(name), is_weighted=weighted)
        except TooLargeError as why:
            skipped[name] = str(why.said)
            say(f"{name}: {why.said}")
            continue
        for notice in scores.notices:
            say(f"{name}: {notice}")
        say(f"{name:<22}" + "  ".join(f"{who} {value:.4g}" for who, value in scores.top(top)[:top]))
        of_actors[name] = dict(zip(scores.names, scores.values, strict=True))
    facts: dict[str, Any] = {
        "actors": of_actors,
        "skipped": skipped,
        "notices": found.said,
        "hubs": _hubs(found),
    }
    if not asked:
        facts["network"] = _whole(cohesion(network))
        away = distances(network)
        facts["distances"] = {
            "efficiency": _estimate(away.efficiency),
            "distance_fragmentation": _estimate(away.distance_fragmentation),
            "mean_path": away.mean_path,
            "diameter": away.diameter,
        }
        core = core_periphery(network)
        facts["core"] = {
            "core": core.core,
            "fit": core.fit,
            "misfits": core.misfits,
            "equal_sizes": core.sizes,
        }
        runs = 20 if network.tie_count <= _LARGE else 3  # a search of a million ties takes minutes
        groups = communities(network, is_weighted=weighted, runs=runs, seed=SEED if seed is None else seed)
        facts["communities"] = {
            "groups": groups.members,
            "modularity": _estimate(groups.modularity),
            "runs": groups.runs,
            "certainty": dict(zip(groups.names, groups.certainty, strict=True)),
        }
        if network.size <= 2_000:
            facts["robustness"] = robustness(network)
        if network.is_directed:
            census = triad_census(network, seed=SEED if seed is None else seed)
            facts["triads"] = {each.kind: {"count": each.count, "z": each.z} for each in census.triads}
    if as_json:
        show(facts)


@networks.command()
@reads_ties
@click.option("--size", type=click.IntRange(1), default=3, show_default=True, help="How many to choose.")
@click.option(
    "--goal",
    type=click.Choice(["fragmentation", "distance-fragmentation", "reach", "distance-reach"]),
    default="fragmentation",
    show_default=True,
    help="Break the network up, or reach it.",
)
@click.option("--steps", type=click.IntRange(1), default=2, show_default=True, help="How far one reaches.")
@click.option(
    "--drawings",
    type=click.IntRange(0),
    default=1_000,
    show_default=True,
    help="How often a tenth of the ties is left out to see how steady the answer is.",
)
@seed_option
@json_option
def keyplayers(
    found: Read, size: int, goal: str, steps: int, drawings: int, seed: int | None, as_json: bool
) -> None:
    """Choose the few actors whose removal breaks the network up the most, or who reach most of it."""
    from saola.core.networks import TooLargeError
    from saola.core.networks.chance import SEED
    from saola.core.networks.goals import Goal
    from saola.core.networks.keyplayers import key_players
    from saola.core.networks.stability import steadiness_of_key_players

    try:
        best = key_players(found.network, size, goal=Goal(goal), steps=steps, watch=watched("sets"))
    except TooLargeError as why:
        refuse(str(why.said), code="too-large")
    except ValueError:
        refuse(f"{size} cannot be chosen from {found.network.size} actors.", code="too-few")
    for notice in best.notices:
        say(str(notice))
    say(str(best.sentence))
    if best.equals > 1:
        say(f"{best.equals} sets are equally good.")
    facts = {
        "goal": goal,
        "best": best.best,
        "equals": best.equals,
        "value": best.value,
        "before": best.before,
        "is_exact": best.is_exact,
        "tried": best.tried,
        "sentence": str(best.sentence),
        "notices": [*found.said, *map(str, best.notices)],
        "hubs": _hubs(found),
        "stability": [],
    }
    if drawings:
        steady = steadiness_of_key_players(
            found.network,
            size,
            goal=Goal(goal),
            steps=steps,
            times=drawings,
            seed=SEED if seed is None else seed,
            watch=watched("drawings"),
        )
        for standing in steady.standings:
            say(str(standing.sentence))
        facts["stability"] = [
            {
                "name": each.name,
                "place": each.place,
                "places": [each.best_place, each.worst_place],
                "in_top": _estimate(each.in_top),
                "sentence": str(each.sentence),
            }
            for each in steady.standings
        ]
    if as_json:
        show(facts)


def watched(what: str) -> Any:
    """Progress in one line of a terminal; none elsewhere."""
    if not sys.stderr.isatty():
        return None

    def watch(done: int, of: int) -> None:
        if of >= 100 and done * 100 // of != (done - 1) * 100 // of:
            click.echo(f"\r{done} of {of} {what}", err=True, nl=False)

    return watch


def _hubs(found: Read) -> list[dict[str, Any]]:
    return [
        {"name": hub.name, "kind": hub.kind, "degree": hub.degree, "sentence": str(hub.sentence)}
        for hub in found.hubs
    ]


def _estimate(estimate: Any) -> dict[str, Any] | None:
    return None if estimate is None else estimate.as_data()


def _whole(facts: Any) -> dict[str, Any]:
    from dataclasses import asdict

    return {**asdict(facts), "largest_part": facts.largest_part}
