"""``saola networks``: who is tied to whom, what holds it together, and the routes of what was seized."""

from . import actors, removal, routes
from .noun import networks

__all__ = ["actors", "removal", "routes"]

COMMANDS = [networks]
