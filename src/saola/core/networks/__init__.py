"""Who is tied to whom, who matters in it, what would happen without them; and which routes goods take.

Two networks that are never mixed: of *actors* (this room's modules) and of *routes* (``routes``). Method, sources and
limits: docs/method/networks.md.
"""

from .graph import Actor, BadTieError, Network, Repeated, Tie, assemble, from_numbers
from .scores import Measure, Scores, TooLargeError

__all__ = [
    "Actor",
    "BadTieError",
    "Measure",
    "Network",
    "Repeated",
    "Scores",
    "Tie",
    "TooLargeError",
    "assemble",
    "from_numbers",
]
