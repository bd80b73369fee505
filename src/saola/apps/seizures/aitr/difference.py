"""What changed between two versions of a report."""

from collections.abc import Iterable
from dataclasses import dataclass

from .gathering import Row


@dataclass(frozen=True, slots=True)
class Changed:
    """A row in both versions: ``fields`` map a code to what it said before and what it says now."""

    key: str
    row: Row
    fields: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """Rows that came, went, or read otherwise, in the order of the newer version."""

    added: list[Row]
    removed: list[Row]
    changed: list[Changed]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    def __len__(self) -> int:
        return len(self.added) + len(self.removed) + len(self.changed)


def compare(before: Iterable[Row], after: Iterable[Row]) -> Difference:
    """Compare rows by their ``key``, which no two rows of one version share."""
    old = {row["key"]: row for row in before}
    new = {row["key"]: row for row in after}
    return Difference(
        added=[row for key, row in new.items() if key not in old],
        removed=[row for key, row in old.items() if key not in new],
        changed=[
            Changed(key, row, fields)
            for key, row in new.items()
            if key in old and (fields := _changes(old[key], row))
        ],
    )


def _changes(before: Row, after: Row) -> dict[str, tuple[str, str]]:
    """A column that one version did not have yet reads as empty."""
    both = {code: (before.get(code, ""), after.get(code, "")) for code in [*before, *after]}
    return {code: pair for code, pair in both.items() if pair[0] != pair[1]}
