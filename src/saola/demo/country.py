"""Creating the fictional country in the record: its agencies, its people, and everything their files say."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from saola.apps.accounts import actions as accounts
from saola.apps.accounts.models import Agency, Person
from saola.apps.catalogue import vocabularies
from saola.apps.journal import actions as journal
from saola.apps.seizures.actions import intake, profiles, recording, reporting
from saola.apps.seizures.models import Incident
from saola.core.intake import Profile

from . import cases, evidence, legislation
from .happenings import imagine
from .held_close import hold_close
from .places import COUNTRY, read
from .registers import RegisterFile, profile, registers, write_files

Progress = Callable[[str, int, int], None]
"""Told the name of each file before it is recorded, how many are done, and of how many."""

HELD_BACK_IN_A_YEAR = 3
REPORT_NOTE = "A report of a country that does not exist, for demonstration. Not for submission."


@transaction.atomic
def create(
    *,
    seed: int = 2013,
    incidents: int = 2500,
    today: date | None = None,
    progress: Progress | None = None,
    with_all_cases: bool = True,
) -> dict[str, Any]:
    """Create Sorevane, whole or not at all, through the actions that people use.

    ``incidents`` seizures happen in the three full years before ``today`` and in the year so far. The reports
    of the first two years are issued; that of the last full year waits. The same arguments make the same
    country. Without ``with_all_cases`` the ordinary cases are left to ``cases.go_on``. Returns its name and how many seizures, agencies, files, exhibits, cases and provisions of law it
    has, with the tally of the rows.
    """
    today = today or timezone.localdate()
    agencies = {
        entry["code"]: accounts.create_agency(**entry, by=None) for entry in read("people.yaml")["agencies"]
    }
    people = {person.role: person for person in _people(agencies)}
    provisions = legislation.create(today=today)
    kept = {name: _save_profile(name, agencies, people["data_officer"]) for name in registers()}
    files = list(write_files(imagine(seed=seed, incidents=incidents, today=today), seed=seed, today=today))
    tally: dict[str, int] = dict.fromkeys(("rows", "recorded", "duplicates", "refused", "blank"), 0)
    for done, file in enumerate(files):
        if progress is not None:
            progress(file.name, done, len(files))
        batch = _hand_in(file, agencies[file.agency], kept[file.register], people["data_officer"], today)
        for what in tally:
            tally[what] += getattr(batch, what)
    _report(people["cites_officer"], today)
    exhibits = evidence.create(seed=seed, today=today)
    hold_close(today)
    told = cases.begin(seed=seed, today=today)
    name = vocabularies.country_label(COUNTRY)
    journal.write("demo.created", object_type="demo", object_id=COUNTRY, name=name)
    if with_all_cases:
        told = cases.go_on(seed=seed, today=today)
    return {
        "country": name,
        "incidents": Incident.objects.count(),
        "agencies": len(agencies),
        "files": len(files),
        "exhibits": exhibits,
        "cases": told,
        "provisions": provisions,
        **tally,
    }


def _people(agencies: dict[str, Agency]) -> list[Person]:
    """One person a role. They have no password: in the demonstration one enters by role."""
    return [
        accounts.create_person(**{**entry, "agency": agencies[entry["agency"]]}, password=None, by=None)
        for entry in read("people.yaml")["people"]
    ]


def _save_profile(name: str, agencies: dict[str, Agency], by: Person) -> Profile:
    reading = Profile.from_data(profile(name))
    profiles.save(reading, agency=agencies[registers()[name]["agency"]], by=by)
    return reading


def _hand_in(file: RegisterFile, agency: Agency, reading: Profile, by: Person, today: date) -> intake.Batch:
    batch = intake.receive(io.BytesIO(file.content), file.name, by=by, agency=agency, profile=reading)
    intake.record(batch, by=by, today=today)
    return batch


def _report(by: Person, today: date) -> None:
    """Hold some joint operations back, and issue the reports that were due."""
    for year in (today.year - 2, today.year - 1):
        open_cases = Incident.objects.filter(year=year, agency__code="task-force").order_by("number")
        reasons = read("people.yaml")["held_back"]
        for incident, reason in zip(open_cases[:HELD_BACK_IN_A_YEAR], reasons, strict=False):
            recording.hold_back(incident, reason=reason, by=by)
    for year in (today.year - 3, today.year - 2):
        reporting.issue(year, share_with_iccwc=True, note=REPORT_NOTE, by=by)
