"""What pages of seizures show, read from the record."""
