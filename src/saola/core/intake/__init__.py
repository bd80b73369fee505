"""Tables of unknown shape: from the bytes of an agency's file to rows that say what was seized.

The way of a file: ``open_sheets`` (what is it, which encoding), ``read_table`` (where is the head),
``propose`` or ``apply_profile`` (what is each column), ``RowReader`` (what does each row say, and everything
that is wrong with it), ``Account`` (every row is accounted for).
"""

from .accounting import Account, RowsLostError
from .answers import Amount
from .duplicates import (
    PROBABLE,
    Likeness,
    Part,
    SeenRows,
    SeizureOutline,
    compare,
    find_likely,
    index_keys,
    row_fingerprint,
    search_keys,
)
from .errors_file import problem_table, write_problems
from .faults import Fault, Severity
from .fields import FIELDS, ROUTE_ROLES, Field, FieldKind
from .files import Kind, Nature, inspect
from .guarding import guarded, unguarded
from .mapping import ColumnMapping, ColumnUse, apply_profile, profile_share, propose
from .meeting_keys import key_number, meeting_keys
from .parsing import Leg
from .profiles import Profile
from .readings import RowProblem, RowReading, incident_key
from .refusals import Limits, Refusal
from .rows import RowReader, read_row
from .sheets import Cell, RawRow, Sheet
from .tables import Column, Table, open_sheets, read_table
from .vocabularies import Vocabularies

__all__ = [
    "FIELDS",
    "PROBABLE",
    "ROUTE_ROLES",
    "Account",
    "Amount",
    "Cell",
    "Column",
    "ColumnMapping",
    "ColumnUse",
    "Fault",
    "Field",
    "FieldKind",
    "Kind",
    "Leg",
    "Likeness",
    "Limits",
    "Nature",
    "Part",
    "Profile",
    "RawRow",
    "Refusal",
    "RowProblem",
    "RowReader",
    "RowReading",
    "RowsLostError",
    "SeenRows",
    "SeizureOutline",
    "Severity",
    "Sheet",
    "Table",
    "Vocabularies",
    "apply_profile",
    "compare",
    "find_likely",
    "guarded",
    "incident_key",
    "index_keys",
    "inspect",
    "key_number",
    "meeting_keys",
    "open_sheets",
    "problem_table",
    "profile_share",
    "propose",
    "read_row",
    "read_table",
    "row_fingerprint",
    "search_keys",
    "unguarded",
    "write_problems",
]
