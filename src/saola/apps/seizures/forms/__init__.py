"""What people fill in about seizures."""
