"""How the records are kept in SQLite without its WAL-reset race. Decision 0014 says why."""
