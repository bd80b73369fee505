"""Where law was read."""

from saola.core.values import Source

UNSOURCED = Source("")
"""No source is named: nothing more is known than that somebody wrote it down."""
