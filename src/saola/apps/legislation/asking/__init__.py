"""Asking the law: questions that anyone puts, each answered by Findings; the same for pages, the API and the command line."""
