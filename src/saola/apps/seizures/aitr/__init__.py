"""The CITES annual illegal trade report: its rows, its gaps, its workbook, and what changed between versions.

Resolution Conf. 11.17 asks for it by 31 October, of the year before; the columns stand in the knowledge library
(``vocabularies/aitr_fields.yaml``), so that a new form is a change of data.
"""

from .difference import Difference, compare
from .gathering import Gap, Gathered, gather
from .workbook import write_workbook

__all__ = ["Difference", "Gap", "Gathered", "compare", "gather", "write_workbook"]
