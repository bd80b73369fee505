"""Writing seizures, one subject a module: ``recording``, ``intake``, ``judging``, ``reporting``, ``profiles``."""
