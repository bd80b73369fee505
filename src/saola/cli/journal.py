"""``saola journal``: prove the record."""

import sys

import click

from .speaking import json_option, say, show


@click.group()
def journal() -> None:
    """Prove that nobody changed the record."""


@journal.command()
@json_option
def verify(as_json: bool) -> None:
    """Recompute every entry of the journal; leave with 1 when one was altered, removed or moved."""
    from saola.apps.journal import queries

    proof = queries.verify()
    if as_json:
        breaks = [{"seq": found.seq, "kind": found.kind.value} for found in proof.breaks]
        show({"holds": proof.holds, "entries": proof.entries, "head": proof.head, "breaks": breaks})
    for found in proof.breaks:
        say(f"Entry {found.seq} is {found.kind.value}.")
    say(f"{proof.entries} entries; the journal {'holds' if proof.holds else 'does NOT hold'}.")
    sys.exit(0 if proof.holds else 1)


COMMANDS = [journal]
