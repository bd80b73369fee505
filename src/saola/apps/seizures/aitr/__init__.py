"""The CITES annual illegal trade report: its rows, its gaps, its workbook, and what changed between versions.

Resolution Conf. 11.17 asks for it by 31 October, of the year before; the columns stand in the knowledge library
(``vocabularies/aitr_fields.yaml``), so that a new form is a change of data.
"""

from .cells import number_of
from .deadline import Due, due
from .difference import Changed, Difference, compare
from .gathering import Gap, Gathered, HeldBack, Row, Unsettled, fields, gather, heading
from .workbook import About, digest_of, write_workbook

__all__ = [
    "About",
    "Changed",
    "Difference",
    "Due",
    "Gap",
    "Gathered",
    "HeldBack",
    "Row",
    "Unsettled",
    "compare",
    "digest_of",
    "due",
    "fields",
    "gather",
    "heading",
    "number_of",
    "write_workbook",
]
