"""Faults of law that is written down, as opposed to what the law says."""


class BadLawError(ValueError):
    """A statute, provision or treaty cannot be read; the message names it and says what is wrong."""
