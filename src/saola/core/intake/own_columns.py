"""The columns that Saola adds to the rows it sends back, known again when the mended file comes.

They say nothing of a seizure. Were they read, a row that was recorded with a warning and comes again would
seem to say something new, and be recorded twice.
"""

MARK = "Saola: "


def own_heading(words: str) -> str:
    """The heading of an added column, ``words`` being in the language of whoever asked for the file."""
    return f"{MARK}{words}"


def is_own(heading: str) -> bool:
    """Whether Saola added the column."""
    return heading.casefold().startswith(MARK.casefold().rstrip())
