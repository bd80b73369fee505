"""Floor 2, memory: what is kept, who may, what happened.

Each room may use those before it, never those after.
"""
