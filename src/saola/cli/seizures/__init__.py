"""``saola seizures``: bring in files, take them back, total them, report them. One module a subject."""

from . import intake, reports, totals
from .noun import seizures

COMMANDS = [seizures]

__all__ = ["COMMANDS", "intake", "reports", "totals"]
