"""What may come in, and what is said to somebody whose file may not."""

from dataclasses import dataclass

from saola.core.values import Message

MEGABYTE = 1_000_000


class Refusal(Exception):
    """The file as a whole cannot be taken in. ``message`` says why and what to do; nothing was recorded.

    ``code`` is a short word for tests and machines: ``empty``, ``password``, ``macros``, ``bomb`` ...
    """

    def __init__(self, code: str, message: Message) -> None:
        super().__init__(str(message))
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a stranger's file is read before it is refused.

    The defaults suit the command line, where the person owns the machine; ``Limits.for_uploads()`` are the
    narrower ones for files sent through a browser.
    """

    text_bytes: int = 2_000 * MEGABYTE
    """Bytes of a text file, after unpacking."""
    workbook_bytes: int = 100 * MEGABYTE
    """Bytes of a workbook as it lies on the disk."""
    unpacked_bytes: int = 300 * MEGABYTE
    """Bytes of all parts of a workbook together, unpacked: what decides the memory it needs."""
    ratio: int = 200
    """Unpacked bytes for a packed byte, for parts and packed text past one megabyte."""
    parts: int = 2_000
    """Parts in a workbook."""
    rows: int = 5_000_000
    """Rows of a text file."""
    sheet_cells: int = 4_000_000
    """Cells (rows times columns) of a workbook's sheet, which is held in memory whole: 3 million took 328 MB."""
    columns: int = 256
    """Columns of a table."""
    cell_characters: int = 32_767
    """Characters in a cell: what a spreadsheet itself can hold."""

    @classmethod
    def for_uploads(cls) -> "Limits":
        """The limits for a file sent through a browser."""
        return cls(
            text_bytes=50 * MEGABYTE,
            workbook_bytes=20 * MEGABYTE,
            ratio=100,
            rows=200_000,
            sheet_cells=2_400_000,
        )
