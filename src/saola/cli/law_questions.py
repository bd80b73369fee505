"""``saola law ask`` and its short forms: the questions of the pages, in the words of their addresses."""

from typing import Any

import click

from .speaking import json_option, refuse, say, show
from .species import Code, Day

_TRUTH = click.Choice(["yes", "no"])


@click.command()
@click.argument("question")
@click.argument("told", nargs=-1, metavar="[NAME=VALUE]...")
@json_option
def ask(question: str, told: tuple[str, ...], as_json: bool) -> None:
    """Put QUESTION to the law, with whatever is told about it (docs/guide/asking-the-law.md)."""
    if wrong := [one for one in told if "=" not in one]:
        raise click.UsageError(f"Please write NAME=VALUE, not {', '.join(wrong)}.")
    _answer(question, [(name, value) for name, _, value in (one.partition("=") for one in told)], as_json)


@click.command()
@click.argument("asking", type=Code("countries"))
@click.argument("asked", type=Code("countries"))
@click.option("--on", type=Day(), required=True, help="The day, such as 2016-06-01.")
@click.option(
    "--for", "assistance", default="mutual_legal_assistance", show_default=True, help="What is asked for."
)
@click.option(
    "--area", "areas", multiple=True, help="What the offences are about, such as wildlife; repeatable."
)
@click.option(
    "--provision", default="", help="The offence, where the organized crime convention hangs on it."
)
@json_option
def basis(
    asking: str, asked: str, on: Any, assistance: str, areas: tuple[str, ...], provision: str, as_json: bool
) -> None:
    """Say on what ASKING can ask ASKED for assistance on a day: treaties, reservations, declarations."""
    told = [("asking", asking), ("asked", asked), ("on", str(on)), ("assistance", assistance)]
    told += [("areas", area) for area in areas] + [("provision", provision)]
    _answer("legal-basis", told, as_json)


@click.command()
@click.argument("first", type=Code("countries"))
@click.argument("second", type=Code("countries"))
@click.option("--on", type=Day(), required=True, help="The day, such as 2016-06-01.")
@click.option(
    "--conduct", "verbs", multiple=True, required=True, help="What was done, such as sell; repeatable."
)
@click.option("--species", default="", help="By any name; its group and Appendix are looked up.")
@click.option("--appendix", default="", help="I, II, III or none, where it is known otherwise.")
@click.option("--permit", type=_TRUTH, help="Whether there was a permit.")
@click.option("--floor", default="", help="The maximum that extradition asks of both, such as '12 months'.")
@json_option
def dual(first: str, second: str, on: Any, verbs: tuple[str, ...], as_json: bool, **more: str | None) -> None:
    """Say whether what was done was criminal in FIRST and in SECOND, and by which provisions."""
    told = [("first", first), ("second", second), ("on", str(on)), ("floor", more["floor"] or "")]
    told += [("f-conduct", verb) for verb in verbs]
    told += [(f"f-{name}", more[name] or "") for name in ("species", "appendix", "permit")]
    _answer("dual-criminality", told, as_json)


@click.command()
@click.argument("provision")
@click.option("--done", type=Day(), required=True, help="The date of the act, as exactly as it is known.")
@click.option("--on", type=Day(), required=True, help="The day that is asked about.")
@click.option("--discovered", type=Day(), help="The day on which it was discovered.")
@click.option(
    "--step",
    "steps",
    multiple=True,
    metavar="KIND:FROM[:UNTIL]",
    help="What interrupted or suspended it, such as charge:2016-01-01; repeatable.",
)
@json_option
def limitation(
    provision: str, done: Any, on: Any, discovered: Any, steps: tuple[str, ...], as_json: bool
) -> None:
    """Say until when an act under PROVISION can be prosecuted, with what interrupted and suspended it."""
    told = [("provision", provision), ("done_on", str(done)), ("on", str(on))]
    told += [("discovered_on", str(discovered))] if discovered else []
    for number, step in enumerate(steps, 1):
        kind, _, days = step.partition(":")
        began, _, ended = days.partition(":")
        told += [(f"step{number}-kind", kind), (f"step{number}-began", began), (f"step{number}-ended", ended)]
    _answer("limitation", told, as_json)


def _answer(code: str, told: list[tuple[str, str]], as_json: bool) -> None:
    from django.http import QueryDict

    from saola.apps.legislation.asking.answers import answer_data
    from saola.apps.legislation.asking.questions import questions

    known = questions()
    if code not in known:
        refuse(f"There is no question {code}. There are: {', '.join(known)}.", code="unknown-question")
    words = QueryDict(mutable=True)
    for name, value in told:
        words.appendlist(name, value)
    form = known[code].form(words)
    if not form.is_valid():
        complaints = [f"{label}: {text}" if label else text for _name, label, text in form.complaints()]
        refuse("This cannot be asked so. " + " ".join(complaints), code="bad-question", complaints=complaints)
    data = answer_data(known[code].answer(form))
    _say(data)
    if as_json:
        show({"question": code, **data})


def _say(data: dict[str, Any]) -> None:
    for note in data["notes"]:
        say(note)
    for finding in data["findings"]:
        say(f"{finding['question']} {finding['outcome']}")
        for reason in finding["reasons"]:
            say(f"  - {reason['text']}")
        for lack in finding["missing"]:
            say(f"  ? {lack['text']}")
    for rows in data["tables"].values():
        for row in rows:
            say("  " + "  ".join(str(value) for value in row.values() if value not in (None, "")))


QUESTIONS = [ask, basis, dual, limitation]
