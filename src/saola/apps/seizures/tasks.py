"""What the background worker knows how to do."""

from django_tasks import task

from . import work


@task()
def work_on_file(batch_id: str, step: str, person_id: int | None) -> None:
    """Check or record a long file."""
    work.carry_out_queued(batch_id, step, person_id)
