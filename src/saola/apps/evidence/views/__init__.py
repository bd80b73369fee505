"""The pages of evidence, one module a subject."""
