"""The forms in which law is written down, one subject each."""
