"""Floor 3: the command line, a thin face over the same actions as the pages."""
