"""Canonical bytes and the chain that makes a record tamper-evident."""

from .chain import GENESIS, Break, BreakKind, canonical, link, walk

__all__ = ["GENESIS", "Break", "BreakKind", "canonical", "link", "walk"]
