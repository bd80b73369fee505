from .noun import seizures  # noqa: F401
