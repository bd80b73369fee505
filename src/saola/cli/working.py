"""``saola work``: long imports in the background, the daily round, and a halt while the disk is nearly full."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time

import click

from .speaking import say

LOOK_EVERY = 60
"""Seconds from one look whether the daily round is due to the next."""
AFTER_A_ROUND = 3600
"""Seconds until the next look after a round; one that broke off is not begun again at once."""
LOOK_FOR_WORK = LOOK_AT_DISK = 1.0
"""Seconds from one look to the next: whether a file waits, and whether work must stop for want of room."""


@click.command()
def work() -> None:
    """Do the background work (long imports) until stopped. ``serve`` starts one of these by itself."""
    from django_tasks.signals import task_finished

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    task_finished.connect(_after_task)
    stopping = threading.Event()
    beside = [threading.Thread(target=each, args=(stopping,)) for each in (_make_rounds, _stop_when_full)]
    for thread in beside:
        thread.start()
    try:
        _take_files()
    finally:
        stopping.set()
        for thread in beside:
            thread.join()


def _take_files() -> None:
    """One after the other, while there is room to record them; those that wait are kept."""
    from django_tasks_db.management.commands.db_worker import Command

    Command().configure_logging(verbosity=1)
    logging.getLogger("django_tasks_db").setLevel(
        logging.WARNING
    )  # of each look for a file nobody wants to read
    was_full = False
    while True:
        is_full = _is_full()
        if is_full and not was_full:
            say(
                "The disk is nearly full: no file is taken up. Those that wait stay, and go on once there is room."
            )
        if was_full and not is_full:
            say("There is room on the disk again: files that waited are taken up.")
        was_full = is_full
        if not is_full:
            worker = _worker()
            worker.configure_signals()
            worker.run()
            if not worker.running:
                return
            if worker._run_tasks:  # there may be more
                continue
        time.sleep(LOOK_FOR_WORK)


def _worker():
    """One that takes a single file, or none when none waits, and comes back."""
    from django.utils.crypto import get_random_string
    from django_tasks_db.management.commands.db_worker import Worker

    return Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )


def _is_full() -> bool:
    from django.db import DatabaseError, connection

    from saola.apps.upkeep import disk

    try:
        return disk.is_read_only()
    except DatabaseError as fault:  # turning is noted in the journal, which may have no room now
        connection.close()
        say(f"That the disk is full could not be noted just now: {fault}")
        return True


def _stop_when_full(stopping: threading.Event) -> None:
    """Stop a file that is being recorded before the disk is full: nothing of it is recorded, and it says why."""
    from django.db import DatabaseError, connection

    from saola.apps.seizures import work as files
    from saola.apps.upkeep import disk

    while not stopping.wait(LOOK_AT_DISK):
        if disk.Space.now().level is not disk.Level.OUT:
            continue
        try:
            for name in files.stop_for_room():
                say(f"The disk is nearly full: the work on {name} stops, and nothing of it is recorded.")
        except DatabaseError as fault:
            say(f"Which files are worked on could not be read just now: {fault}")
        finally:
            connection.close()


def _make_rounds(stopping: threading.Event) -> None:
    """Make the daily round when it is due, in a process of its own, so that files do not wait for it."""
    from django.db import DatabaseError, connection

    from saola.apps.upkeep import rounds

    while not stopping.wait(LOOK_EVERY):
        try:
            is_due = rounds.is_due()
        except DatabaseError as fault:  # busy or away for a while
            say(f"Whether the daily round is due could not be read just now: {fault}")
            continue
        finally:
            connection.close()
        if is_due:
            _beside_until(stopping, "round")
            stopping.wait(AFTER_A_ROUND)


def _beside_until(stopping: threading.Event, *words: str) -> None:
    """Run another command of Saola, and end it when this process is stopped."""
    process = subprocess.Popen(_saola(*words), env=os.environ)
    while process.poll() is None:
        if stopping.wait(1):
            process.terminate()
            process.wait()


def _saola(*words: str) -> list[str]:
    return [sys.executable, "-m", "saola", *words]


def _after_task(**_task) -> None:
    """Nobody should wait for the copy that counts are made on."""
    from saola.apps.seizures.exploring import facts

    facts.keep_up()


COMMANDS = [work]
