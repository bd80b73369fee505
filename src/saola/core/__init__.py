"""Floor 1, thought: pure Python, without framework, clock, files or network."""
