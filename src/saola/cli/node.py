"""``saola init``, ``saola demo``, ``saola serve``, ``saola recount``: the node itself."""

import os
import signal
import subprocess
import sys

import click

from .speaking import json_option, refuse, say, show


@click.command()
@json_option
def init(as_json: bool) -> None:
    """Prepare this node: the database, the knowledge library, the example profiles. Safe to repeat."""
    facts = prepare()
    if as_json:
        show(facts)


def prepare() -> dict:
    """Bring the database and the knowledge library up to date."""
    from django.conf import settings
    from django.db import connection

    from saola.apps.catalogue import actions as catalogue
    from saola.apps.journal import guards, sealer
    from saola.apps.seizures.actions import profiles
    from saola.apps.upkeep import disk

    from .upkeep import bring_schema_up_to_date

    bring_schema_up_to_date()
    if settings.SIGNER is None:  # else the sealer makes its own
        sealer.make_key()
    guards.install(connection)
    disk.put_reserve()
    knowledge = catalogue.load_knowledge(by=None)
    examples = profiles.install_examples()
    say(f"Ready: {knowledge.taxa} taxa and {knowledge.events} dated listings in the knowledge library.")
    return {"taxa": knowledge.taxa, "events": knowledge.events, "profiles": examples}


@click.command()
@click.option("--seed", default=2013, show_default=True, help="The same seed makes the same country.")
@click.option("--incidents", default=2500, show_default=True, help="How many seizures it has.")
@click.option("--if-empty", is_flag=True, help="Leave a node that already holds seizures as it is.")
@click.option("--cases-later", is_flag=True, help="Leave the ordinary cases to --cases.")
@click.option(
    "--cases", "only_cases", is_flag=True, help="Enter the cases of the country that are not there yet."
)
@json_option
def demo(
    seed: int, incidents: int, if_empty: bool, cases_later: bool, only_cases: bool, as_json: bool
) -> None:
    """Create the fictional country, once. Refused on a node that already holds seizures."""
    from saola.apps.seizures.models import Incident

    if only_cases:
        _enter_cases(seed)
        return
    prepare()
    if Incident.objects.exists():
        if if_empty:
            return
        refuse(
            "This node already holds seizures, so the fictional country was not created. Choose another SAOLA_DATA."
        )
    from saola.demo import country

    facts = country.create(seed=seed, incidents=incidents, with_all_cases=not cases_later)
    say(f"Created {facts['country']}, a country that does not exist: {facts['incidents']} seizures.")
    if as_json:
        show(facts)


def _enter_cases(seed: int) -> None:
    """Beside a node that serves: the pages come first."""
    from django.utils import timezone

    from saola.demo import cases

    os.nice(5)

    def tell(done: int, of: int) -> None:
        if done and done % 50 == 0:
            say(f"Entering the cases of the fictional country: {done} of {of}.")

    many = cases.go_on(seed=seed, today=timezone.localdate(), progress=tell)
    say(f"The fictional country has {many} cases.")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, envvar="PORT")
@click.option("--with-demo", is_flag=True, help="Create the fictional country first, if there is no seizure.")
def serve(host: str, port: int, with_demo: bool) -> None:
    """Serve the pages, and do the background work beside them.

    What comes before is done by processes of their own: this one stays small, and never loads Django.
    """
    _first("demo", "--if-empty", "--cases-later") if with_demo else _first("init")
    _first("recount")
    commands = [*_beside(), *([["demo", "--cases"]] if with_demo else [])]
    beside = [subprocess.Popen(_saola(*words), env=os.environ) for words in commands]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    say(described())
    say(f"Saola is at http://{host}:{port}/  (stop with Ctrl-C)")
    try:
        _server(host, port).serve()
    finally:
        for process in beside:
            process.terminate()
        for process in beside:
            process.wait()


def _beside() -> list[list[str]]:
    """The commands that run as long as the pages do. A sealer that keeps its key for itself is a service of its own."""
    from saola.web.configuration import SIGNER

    return [["work"]] if SIGNER.read() else [["work"], ["journal", "seal"]]


def described() -> str:
    """What the records lie in, said at every start."""
    from saola.apps.upkeep.sqlite import safety
    from saola.web.configuration import DATABASE_URL

    return (
        "The records lie in PostgreSQL."
        if DATABASE_URL.read()
        else f"The records lie in {safety.describe()}."
    )


def _saola(*words: str) -> list[str]:
    return [sys.executable, "-m", "saola", *words]


def _first(*words: str) -> None:
    """Run another command of Saola to its end; where it refuses, so does this one."""
    if code := subprocess.run(_saola(*words), env=os.environ, check=False).returncode:
        sys.exit(code)


def _server(host: str, port: int):
    from granian import Granian
    from granian.constants import Interfaces

    return Granian(
        "saola.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=8,
        log_enabled=False,
    )


@click.command()
def recount() -> None:
    """Bring the copy that counts are made on up to date, if it lags. ``serve`` and ``work`` see to it by themselves."""
    from saola.apps.seizures.exploring import facts

    if facts.refresh():
        say("The copy that counts are made on is up to date again.")
    else:
        say("The copy that counts are made on was up to date; nothing was done.")


COMMANDS = [init, demo, serve, recount]
