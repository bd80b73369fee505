"""Signing in: a password of one's own, a second factor for everyone, sessions that end.

``recently`` binds a view to a second factor given in the last minutes; ``is_fresh`` asks the same in code.
"""

from .freshness import is_fresh, recently

__all__ = ["is_fresh", "recently"]
