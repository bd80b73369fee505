"""The one function that decides who may do what. Everything asks it; nothing else decides.

The rules stand in ``saola.core.access``; here they are given the person, the record and the circumstances.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from saola.core import access
from saola.core.access import Context, Label
from saola.core.access import Verdict as Decision

from .facts import actor_of
from .roles import Permission

__all__ = ["Decision", "context_of", "decide", "require"]


def decide(
    actor: Any, action: Permission, record: Any = None, context: dict[str, Any] | None = None
) -> Decision:
    """Whether ``actor`` may do ``action``, to ``record`` if there is one. What is not allowed is denied.

    ``record`` offers ``access_label()`` or is a label. ``context`` may hold ``purpose``, ``is_fresh``,
    ``act_class``, ``is_approved``, ``leaves``, ``has_permission`` and ``now``. The decision is true when it
    allows; it has ``outcome``, ``rule`` and ``why``.
    """
    return access.decide(actor_of(actor), str(action), label_of(record), context_of(context))


def require(
    actor: Any, action: Permission, record: Any = None, context: dict[str, Any] | None = None
) -> None:
    """Raise ``PermissionDenied`` unless ``decide`` allows it, by what the record says of the actor now."""
    decision = access.decide(actor_of(actor, anew=True), str(action), label_of(record), context_of(context))
    if not decision:
        raise PermissionDenied(decision.rule)


def label_of(record: Any) -> Label | None:
    return record if record is None or isinstance(record, Label) else record.access_label()


def context_of(words: dict[str, Any] | None) -> Context:
    return Context(**{"now": timezone.localtime(), **(words or {})})
