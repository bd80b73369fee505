"""``saola law``: ask the law about a provision, list all of it, see what a country's law lacks."""

from pathlib import Path
from typing import Any

import click
import yaml

from .law_questions import QUESTIONS
from .speaking import json_option, refuse, say, show
from .species import Code, Day

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_LONGEST = 1_000_000  # bytes of a file of facts; more is none


@click.group()
def law() -> None:
    """Ask which offences were law on a day, which are serious crime, and what is missing."""


@law.command()
@click.argument("provision")
@click.option("--on", type=Day(), required=True, help="The date: 2016-07-01, 2016-07 or 2016.")
@click.option(
    "--facts", "file", type=_FILE, help="What happened and what proves it, as YAML (docs/method/law.md)."
)
@json_option
def test(provision: str, on: Any, file: Path | None, as_json: bool) -> None:
    """Say whether PROVISION (or one of its tiers) was a serious crime on a date, and whether it can be charged."""
    from saola.apps.catalogue import law_answers
    from saola.apps.legislation.queries import law_book

    book = law_book()
    found = book.find(provision)
    if found is None:
        refuse(
            f"There is no provision {provision}. `saola law table` lists those there are.",
            code="unknown-provision",
        )
    facts = law_answers.provision_data(found, on, _facts(file), book)
    say(f"{facts['question']} {facts['outcome']}")
    _say_why(facts)
    say(f"{facts['charge']['question']} {facts['charge']['outcome']}")
    _say_why(facts["charge"])
    if as_json:
        show(facts)


def _facts(file: Path | None) -> Any:
    from saola.core.law import BadLawError, read_facts

    if file is None:
        return read_facts(None)
    if file.stat().st_size > _LONGEST:
        refuse(f"{file} is too long for a file of facts.", code="too-long")
    try:
        content = yaml.safe_load(file.read_bytes())
        if isinstance(content, dict) and isinstance(content.get("facts"), dict):
            content = content["facts"]
        return read_facts(content)
    except (yaml.YAMLError, BadLawError, UnicodeDecodeError, ValueError) as error:
        refuse(f"{file} cannot be read as facts: {error}", code="bad-facts")


@law.command()
@click.option("--on", type=Day(), help="As far as it was law on this date; without it, whenever it was law.")
@json_option
def table(on: Any, as_json: bool) -> None:
    """List every tier of penalty there is: country, whether it is a serious crime, the maximum, and why."""
    from saola.apps.catalogue import law_answers
    from saola.apps.legislation.queries import law_book

    rows = law_answers.table_data(law_book(), on)
    for row in rows:
        say(f"{row['id']:<24} {row['country']} {row['serious_crime']:<8} {' '.join(row['reasons'])}")
    if as_json:
        show(rows)


@law.command()
@click.option("--country", type=Code("countries"), required=True, help="Whose law, ISO2.")
@click.option("--on", type=Day(), help="The law of this day; without it, of today.")
@json_option
def gaps(country: str, on: Any, as_json: bool) -> None:
    """Say what the law of a country lacks for CITES and the conventions, and what is wrong in it as loaded."""
    from django.utils import timezone

    from saola.apps.legislation.gaps import gaps_data

    day = timezone.localdate() if on is None else on.first_day
    facts = gaps_data(country, day)
    if not facts["is_loaded"]:
        say(f"No law of {country} is loaded, so every point is open.")
    for gap in facts["gaps"]:
        say(f"{gap['outcome']:<8} {gap['treaty']}, article {gap['article']}: {gap['question']}")
        _say_work(gap["work"])
    for gap in facts["further"]:
        say(f"further  {gap['title']}")
        _say_work(gap)
    for fault in facts["faults"]:
        say(f"fault    {fault['text']}")
    say(f"{len(facts['met'])} points met, {len(facts['gaps'])} open or not met.")
    if as_json:
        show(facts)


@law.command()
@click.option("--case", "number", required=True, help="The number of the case.")
@click.option("--against", type=Code("countries"), required=True, help="The other State, ISO2.")
@click.option(
    "--assistance", is_flag=True, help="For a request for assistance, where grounds to suspect are enough."
)
@json_option
def applies(number: str, against: str, assistance: bool, as_json: bool) -> None:
    """Say whether the organized crime convention applies to a case against a State, by which articles, and why."""
    from saola.apps.cases.models import Case
    from saola.apps.cases.queries import law_answers
    from saola.apps.journal.actions import note_read

    found = Case.objects.filter(number=number).first()
    if found is None:
        refuse(f"There is no case {number}. Numbers look like C000012.", code="unknown-case")
    note_read(found, by=None, purpose="law")
    facts = law_answers.applies_data(found, against, is_for_assistance=assistance)
    say(f"{facts['question']} {facts['outcome']}")
    _say_why(facts)
    if as_json:
        show(facts)


def _say_work(work: dict[str, Any] | None) -> None:
    if work is not None:
        bills = ", ".join(f"{bill['number']} ({bill['stage']})" for bill in work["bills"])
        told = [work["state"], work["agency"], work["due_on"] and f"due {work['due_on']}", bills]
        say(f"  > {'; '.join(filter(None, told))}")


def _say_why(facts: dict[str, Any]) -> None:
    for reason in facts["reasons"]:
        say(f"  - {reason['text']}")
    for lack in facts["missing"]:
        say(f"  ? {lack['text']}")


for question in QUESTIONS:
    law.add_command(question)

COMMANDS = [law]
