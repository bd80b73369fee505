"""``saola seizures``: bring in files, take them back, total them, report them. One module a subject."""

from . import disagreements, intake, reports, totals
from .noun import seizures

COMMANDS = [seizures]

__all__ = ["COMMANDS", "disagreements", "intake", "reports", "totals"]
