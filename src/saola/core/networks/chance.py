"""Chance from a seed, also inside igraph, which draws from one generator of the whole process."""

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import igraph

SEED = 20130725
"""Used where nobody names another, so that the same data gives the same answer."""

_DRAWING = threading.Lock()


@contextmanager
def igraph_draws_from(seed: int) -> Iterator[None]:
    """Let igraph draw from ``seed`` inside; other threads that want to draw wait, and afterwards all is as before."""
    with _DRAWING:
        igraph.set_random_number_generator(random.Random(seed))
        try:
            yield
        finally:
            igraph.set_random_number_generator(random)


def drawn(size: int, count: int, seed: int) -> list[int]:
    """``count`` different numbers below ``size``, in order."""
    return sorted(random.Random(seed).sample(range(size), min(count, size)))
