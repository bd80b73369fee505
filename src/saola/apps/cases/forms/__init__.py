"""What people say when they work on cases. A form checks words; the rules of case work decide."""
