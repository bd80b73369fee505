"""What is done to the law of this country: each change in one transaction with its journal entry."""
