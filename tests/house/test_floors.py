"""The floors of the house: imports run down, rooms keep apart. The contracts stand in pyproject.toml."""

from importlinter.cli import lint_imports


def test_imports_run_down():
    assert lint_imports(config_filename="pyproject.toml", no_cache=True) == 0
