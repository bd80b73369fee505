"""What a command does on a disk that is nearly full: one that records something says so and leaves."""

import functools
from collections.abc import Callable
from typing import Any

from .speaking import refuse


def needs_room(body: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate the body of a command that records something. Signing in, reading and taking out need no such room."""

    @functools.wraps(body)
    def refusing(*asked: Any, **named: Any) -> Any:
        from django.db import DatabaseError

        from saola.apps.upkeep import disk

        if disk.is_read_only():
            _refuse()
        try:
            return body(*asked, **named)
        except (DatabaseError, OSError):
            if disk.Space.now().level is disk.Level.OUT:
                _refuse()
            raise

    return refusing


def refuse_when_full() -> None:
    """Asked between the parts of long work, which is one transaction: leaving takes all of it back."""
    from saola.apps.upkeep import disk

    if disk.Space.now().level is disk.Level.OUT:
        _refuse()


def _refuse() -> None:
    from saola.apps.upkeep import disk

    refuse(
        f"The disk of this node is nearly full ({disk.Space.now().free // disk.MB} MB left), so nothing was recorded. "
        "What was kept before stays. Make room, then run the same command again."
    )
