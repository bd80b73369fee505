"""Writing evidence, one module a subject."""
