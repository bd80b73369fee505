"""The one decision: every condition in its order, the first that fails says no."""

from .actors import Actor
from .labels import Context, Label
from .rules import ORDER, Verdict, allowed


def decide(actor: Actor, action: str, label: Label | None, context: Context) -> Verdict:
    """Whether ``actor`` may do ``action`` (``noun.verb``) to the record of ``label``, or at all without one.

    What is not allowed is denied. The verdict names the rule and says why.
    """
    for rule in ORDER:
        verdict = rule(actor, action, label, context)
        if verdict is not None:
            return verdict
    return allowed(actor, action, label, context)
