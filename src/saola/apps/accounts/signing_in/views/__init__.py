"""The pages of signing in: entering, one's own sign-in, and that of others."""
