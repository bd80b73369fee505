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
    SeizureOutline,
    compare,
)
from .faults import Fault, Severity
from .fields import FIELDS, ROUTE_ROLES, Field, FieldKind
from .files import Kind, Nature, inspect
from .guarding import guarded, unguarded
from .mapping import ColumnMapping, ColumnUse, apply_profile, profile_share, propose
from .meeting_keys import key_number, meeting_keys
from .own_columns import own_heading
from .parsing import Leg
from .profiles import Profile
from .readings import RowProblem, RowReading, incident_key
from .refusals import Limits, Refusal
from .rows import RowReader
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
    "SeizureOutline",
    "Severity",
    "Sheet",
    "Table",
    "Vocabularies",
    "apply_profile",
    "compare",
    "guarded",
    "incident_key",
    "inspect",
    "key_number",
    "meeting_keys",
    "open_sheets",
    "own_heading",
    "profile_share",
    "propose",
    "read_table",
    "unguarded",
]
