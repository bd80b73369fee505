"""Exploring seizures: what is chosen, which seizures that is, what they add up to, and taking them along."""
