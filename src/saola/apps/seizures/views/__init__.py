"""The pages of seizures, one module a subject; each view about ten lines."""
