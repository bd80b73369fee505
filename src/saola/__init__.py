"""The working system of a national wildlife-crime task force."""

__version__ = "0.1.0"
