"""``python -m saola`` is ``saola``."""

from saola.cli.main import saola

saola()
