"""What a network falls into when one more actor is taken out, for every actor at once.

One walk through the network in depth (Hopcroft and Tarjan 1973) gives, for each actor, the sizes of the pieces that its
part falls into without it, so that trying all actors costs no more than looking once.
"""

from collections.abc import Iterable, Sequence

Around = Sequence[Sequence[int]]


def pairs_without_each(around: Around, gone: Iterable[int] = ()) -> tuple[int, list[int]]:
    """How many ordered pairs can still reach one another without ``gone``, and without each further actor too.

    ``around`` lists the neighbours of each actor, without direction. The second is 0 for those that are gone.
    """
    size = len(around)
    seen = [-1] * size
    for actor in gone:
        seen[actor] = size  # later than anything: never entered
    low, parent, below, cut, kept = [0] * size, [-1] * size, [1] * size, [0] * size, [0] * size
    total, clock = 0, 0
    changes = [0] * size
    for root in range(size):
        if seen[root] >= 0:
            continue
        walk: list[int] = []
        stack = [root]
        places = [iter(around[root])]
        seen[root] = low[root] = clock
        clock += 1
        walk.append(root)
        while stack:
            here = stack[-1]
            for there in places[-1]:
                when = seen[there]
                if when < 0:
                    seen[there] = low[there] = clock
                    clock += 1
                    parent[there] = here
                    walk.append(there)
                    stack.append(there)
                    places.append(iter(around[there]))
                    break
                if there != parent[here] and when < low[here]:
                    low[here] = when
            else:
                stack.pop()
                places.pop()
                if stack:
                    above = stack[-1]
                    piece = below[here]
                    below[above] += piece
                    if low[here] < low[above]:
                        low[above] = low[here]
                    if low[here] >= seen[above]:
                        cut[above] += piece
                        kept[above] += piece * (piece - 1)
        part = len(walk)
        together = part * (part - 1)
        total += together
        for actor in walk:
            rest = part - 1 - cut[actor]
            changes[actor] = kept[actor] + rest * (rest - 1) - together
    return total, [total + change if 0 <= seen[actor] < size else 0 for actor, change in enumerate(changes)]
