"""Reading cases, one module a subject."""
