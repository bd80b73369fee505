"""The pages of the law, one subject each."""
