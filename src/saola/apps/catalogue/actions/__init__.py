"""Writing the catalogue: the knowledge library that comes with Saola, and the official lists."""

from ..downloads import NotAnOfficialListError
from .knowledge import Loaded, load_knowledge
from .official import load_official

__all__ = ["Loaded", "NotAnOfficialListError", "load_knowledge", "load_official"]
