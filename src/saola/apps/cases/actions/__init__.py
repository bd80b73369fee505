"""Writing cases, one module a subject. Every act asks the policy, and stands or falls with its journal entry."""
