"""The words in which access is spoken of: classes of data, handling codes, states, outcomes."""

from enum import StrEnum

from saola.core.values import gettext_noop


class Outcome(StrEnum):
    ALLOW = "allow"
    DENY = "deny"
    NEEDS_APPROVAL = "needs_approval"


class DataClass(StrEnum):
    """How much harm a leak does. Of A and B a purpose is asked each time; ordinary data asks for none."""

    ORDINARY = "ordinary"
    B = "B"  # open cases, what is held close
    A = "A"  # who a source is, where a witness lives


class ActClass(StrEnum):
    """Acts that need a second person: B anyone else, A somebody of another unit and another agency."""

    ALONE = ""
    B = "B"
    A = "A"


class Handling(StrEnum):
    """What may be done with a record once it is read, as Europol's handling codes say it.

    A record may bear several; what is made of several records bears all of theirs.
    """

    H0 = "H0"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"


HANDLING = {
    Handling.H0: gettext_noop("Only to prevent and fight crime."),
    Handling.H1: gettext_noop("Not in court without the permission of whom it came from."),
    Handling.H2: gettext_noop("Not to be passed on without the permission of whom it came from."),
    Handling.H3: gettext_noop("Other conditions, as written beside it."),
}
"""Each code as a sentence."""


class State(StrEnum):
    """Whether a record may still be changed or even be read."""

    OPEN = "open"
    CLOSED = "closed"  # read, never changed
    OVERDUE = "overdue"  # its review is overdue: nobody reads it until the records officer decides


class Subject(StrEnum):
    """What a person is to a case. Every link to a person says which (EU 2016/680, Article 6)."""

    SUSPECT = "suspect"
    CONVICTED = "convicted"
    VICTIM = "victim"
    OTHER = "other"
    UNKNOWN = "unknown"


SUBJECTS = {
    Subject.SUSPECT: gettext_noop("suspect"),
    Subject.CONVICTED: gettext_noop("convicted"),
    Subject.VICTIM: gettext_noop("victim"),
    Subject.OTHER: gettext_noop("witness, contact or other party"),
    Subject.UNKNOWN: gettext_noop("not known yet"),
}
"""The categories of data subjects as they are read. The article is cited from memory."""
