"""Files handed in, checked, recorded, undone and handed in again, in any order: the rows always add up."""

import io

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from saola.apps.journal import queries as journal
from saola.apps.seizures.actions import intake, undoing
from saola.apps.seizures.models import Batch, Incident, SourceRow, Specimen
from tests.factories import files

pytestmark = pytest.mark.usefixtures("knowledge")

ROWS = st.lists(
    st.one_of(
        st.builds(files.line, st.integers(1, 6)),
        st.builds(files.line, st.integers(1, 6), date=st.sampled_from(["31/02/2018", "", "2018"])),
        st.builds(files.line, st.integers(1, 6), quantity=st.sampled_from(["-1", "Y", "2", ""])),
        st.just(",,,,,,,"),
    ),
    min_size=1,
    max_size=6,
).filter(lambda rows: any(row.strip(",") for row in rows))


class Intake(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        for model in (SourceRow, Specimen):
            model.objects.all().delete()
        Incident.objects.all().delete()
        Batch.objects.all().delete()

    def a(self, *states):
        return Batch.objects.filter(state__in=states).order_by("received_at").first()

    @rule(rows=ROWS)
    def receive(self, rows):
        content = files.content(*rows)
        try:
            intake.receive(io.BytesIO(content), "seizures.csv", by=None)
        except intake.AlreadyRecordedError:
            return

    @precondition(lambda self: self.a("received", "ready"))
    @rule()
    def check(self):
        batch, before = self.a("received", "ready"), Incident.objects.count()
        found = intake.check(batch, by=None)
        assert found.tally.rows == batch.rows
        assert Incident.objects.count() == before

    @precondition(lambda self: self.a("received", "ready"))
    @rule()
    def record(self):
        batch, before = self.a("received", "ready"), Incident.objects.count()
        try:
            found = intake.record(batch, by=None)
        except intake.AlreadyRecordedError:
            assert Incident.objects.count() == before
            Batch.objects.filter(pk=batch.pk).delete()
            return
        assert Incident.objects.count() == before + found.incidents
        assert batch.source_rows.count() == batch.rows

    @precondition(lambda self: self.a("recorded"))
    @rule()
    def undo(self):
        batch, before = self.a("recorded"), Incident.objects.count()
        assert undoing.undo(batch, by=None) == before - Incident.objects.count()
        assert not batch.source_rows.exists()

    @invariant()
    def every_row_of_every_file_is_accounted_for(self):
        for batch in Batch.objects.filter(state__in=("ready", "recorded")):
            assert batch.rows == batch.recorded + batch.duplicates + batch.refused + batch.blank

    @invariant()
    def every_recorded_row_is_one_specimen_and_no_row_is_recorded_twice(self):
        recorded = SourceRow.objects.filter(outcome="recorded")
        assert recorded.count() == Specimen.objects.count()
        prints = list(recorded.values_list("fingerprint", flat=True))
        assert len(prints) == len(set(prints))

    @invariant()
    def no_seizure_is_without_its_file_or_specimens(self):
        assert not Incident.objects.exclude(batch__state="recorded").exists()
        assert not Incident.objects.filter(specimens=None).exists()


def test_rows_add_up_whatever_is_done_in_whatever_order():
    calm = settings(
        max_examples=12,
        stateful_step_count=10,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    run_state_machine_as_test(Intake, settings=calm)
    assert journal.verify().holds
