"""``saola species``: load lists, match names, ask which Appendix applied."""

import sys
from pathlib import Path
from typing import Any

import click

from .full_disk import needs_room
from .speaking import json_option, refuse, say, show

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class Day(click.ParamType):
    """A date as exactly as it is known: 2016-06-01, 2016-06 or 2016."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        from saola.core.values import PartialDate

        if isinstance(value, PartialDate):
            return value
        try:
            day = PartialDate.parse_iso(value.strip())
        except ValueError as error:
            self.fail(f"{value} is not a date as 2016-06-01, 2016-06 or 2016 ({error}).", param, ctx)
        if day.year is None:
            self.fail("a date is needed, such as 2016-06-01, 2016-06 or 2016.", param, ctx)
        return day


class Code(click.ParamType):
    """A code of a vocabulary, or of a country."""

    name = "code"

    def __init__(self, vocabulary: str) -> None:
        self.vocabulary = vocabulary

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        from saola.apps.catalogue import vocabularies

        code = value.strip().upper()
        if self.vocabulary == "countries":
            is_known = vocabularies.is_country(code)
        else:
            is_known = code in vocabularies.vocabulary(self.vocabulary)
        if not is_known:
            self.fail(f"{value} is not a code of the vocabulary “{self.vocabulary}”.", param, ctx)
        return code


@click.group()
def species() -> None:
    """Load the lists of species, match names against them, ask which Appendix applied."""


@species.command()
@click.argument("file", type=_FILE)
@click.option("--on", type=Day(), help="The day the list was downloaded, where its name does not say so.")
@json_option
@needs_room
def load(file: Path, on: Any, as_json: bool) -> None:
    """Load an official list (CSV, also gzipped). Which one it is, its columns say."""
    from saola.apps.catalogue import actions

    _ready()
    try:
        loaded = actions.load_official(file, by=None, on=on)
    except actions.NotAnOfficialListError as error:
        refuse(str(error))
    if not loaded.is_new:
        say(f"This list is loaded already, as {loaded.dataset}. Nothing changed.")
    else:
        say(
            f"{loaded.rows} rows of {loaded.dataset}: {loaded.taxa} new taxa, {loaded.names} names, "
            f"{loaded.listings} listings, {loaded.events} dated events, {loaded.parties} Parties."
        )
        for problem in loaded.problems:
            say(str(problem))
    if as_json:
        fields = ("dataset", "rows", "taxa", "names", "listings", "events", "parties", "is_new")
        show({name: getattr(loaded, name) for name in fields} | {"problems": [*map(str, loaded.problems)]})


@species.command()
@click.argument("file", type=_FILE)
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the matched names go, as CSV.",
)
@click.option(
    "--column", default="", help="The heading of the column with the names; without it it is found."
)
@json_option
def match(file: Path, out: Path, column: str, as_json: bool) -> None:
    """Say of every name in FILE (xlsx, xls, ods, csv, tsv) which taxon it stands for."""
    from saola.apps.catalogue import name_lists, queries
    from saola.core.intake import Refusal

    _ready()
    try:
        with name_lists.matched_file(file, queries.name_index(), column) as names:
            partial = out.with_name(f".{out.name}.partial")
            try:
                with partial.open("w", encoding="utf-8-sig", newline="") as written:
                    name_lists.write_matches(names.rows, written)
                partial.replace(out)
            finally:
                partial.unlink(missing_ok=True)
    except Refusal as refusal:
        refuse(str(refusal.message), code=refusal.code)
    except OSError as error:
        refuse(f"{out} cannot be written: {error.strerror}.")
    say(
        f"{names.total} rows, names from the column “{names.column}”: {names.settled} settled, "
        f"{names.outcomes['ambiguous'] + names.outcomes['hybrid']} for you to choose, "
        f"{names.outcomes['genus_only']} of which only the genus is in a list, "
        f"{names.outcomes['unknown']} in no loaded list, {names.outcomes['blank']} blank. They are in {out}."
    )
    if as_json:
        outcomes = dict(sorted(names.outcomes.items()))
        show(
            {
                "rows": names.total,
                "column": names.column,
                "settled": names.settled,
                "outcomes": outcomes,
                "out": str(out),
            }
        )


@species.command()
@click.argument("name")
@click.option("--on", type=Day(), required=True, help="The date: 2016-06-01, 2016-06 or 2016.")
@click.option("--from", "origin", type=Code("countries"), help="Country of origin, ISO2 or a CITES code.")
@click.option("--term", type=Code("terms"), help="What the specimen is, as a CITES term code: LIV, IVC ...")
@click.option("--source", "source_code", type=Code("specimen_sources"), help="Source code: W, C, D ...")
@click.option("--exporter", type=Code("countries"), help="The country that sent it.")
@click.option("--state", type=Code("countries"), help="The importing or seizing State.")
@click.option("--location", help="A place inside the country of origin.")
@json_option
def status(name: str, on: Any, as_json: bool, **circumstances: str | None) -> None:
    """Say which Appendix applied to NAME on a date. Leaves with 1 when the name cannot be settled."""
    from saola.apps.catalogue import answers, queries

    _ready()
    found = queries.status(name, on, **circumstances)
    facts = answers.status_data(found)
    if found.taxon is None:
        _say_candidates(facts)
    else:
        _say_answer(facts)
    if as_json:
        show(facts)
    sys.exit(0 if found.taxon else 1)


def _say_candidates(facts: dict) -> None:
    for lack in facts["missing"]:
        say(lack["text"])
    for one in facts["candidates"]:
        say(f"  {one['accepted']} ({one['score']:.2f}): {' '.join(one['reasons'])}")


def _say_answer(facts: dict) -> None:
    words = {"yes": "Appendix", "no": "in no Appendix", "unknown": "not settled; possible:"}
    appendices = " or ".join(facts["appendix"]) or "unknown"
    answer = words[facts["outcome"]] + ("" if facts["outcome"] == "no" else f" {appendices}")
    say(f"{facts['question']} {answer}" + (f", treated as {facts['deemed']}" if facts["deemed"] else ""))
    for reason in facts["reasons"]:
        say(f"  - {reason['text']}")
    for lack in facts["missing"]:
        say(f"  ? {lack['text']}")


def _ready() -> None:
    """On a node that nobody has prepared yet, prepare it first."""
    from django.db import connection

    if "catalogue_dataset" not in connection.introspection.table_names():
        from .node import prepare

        prepare()


COMMANDS = [species]
