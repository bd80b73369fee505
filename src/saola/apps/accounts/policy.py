"""The one function that decides who may do what. Everything asks it; nothing else decides."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied

from .roles import ROLES, Permission


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether an act is allowed, and the rule that said so."""

    is_allowed: bool
    rule: str

    def __bool__(self) -> bool:
        return self.is_allowed


def decide(actor: Any, action: Permission, record: Any = None, context: dict | None = None) -> Decision:
    """Whether ``actor`` may do ``action``, to ``record`` if there is one. What is not allowed is denied."""
    if actor is None or not getattr(actor, "is_authenticated", False):
        return Decision(False, "nobody-signed-in")
    if not actor.is_active:
        return Decision(False, "account-closed")
    role = ROLES.get(actor.role)
    if role is None:
        return Decision(False, "role-unknown")
    if action in role.permissions:
        return Decision(True, f"role:{role.code}")
    return Decision(False, f"role:{role.code}-lacks:{action}")


def require(actor: Any, action: Permission, record: Any = None) -> None:
    """Raise ``PermissionDenied`` unless ``decide`` allows it."""
    decision = decide(actor, action, record)
    if not decision:
        raise PermissionDenied(decision.rule)
