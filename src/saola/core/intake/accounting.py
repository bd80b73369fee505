"""Every row of the file is accounted for: recorded, duplicate, refused or blank, and the sum is the file."""

from dataclasses import dataclass


class RowsLostError(Exception):
    """The rows counted one by one do not add up to the rows of the file."""


@dataclass(frozen=True, slots=True)
class Account:
    """How many rows a file had and what became of them. Raises ``RowsLostError`` when they do not add up."""

    rows: int
    recorded: int
    duplicates: int
    refused: int
    blank: int

    def __post_init__(self) -> None:
        counted = self.recorded + self.duplicates + self.refused + self.blank
        if counted != self.rows or min(self.recorded, self.duplicates, self.refused, self.blank) < 0:
            raise RowsLostError(f"{self.rows} rows were read, {counted} are accounted for")

    def as_data(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in self.__slots__}
