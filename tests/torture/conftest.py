"""How often each torture is done, and the line of figures it leaves for docs/reference/assurance.md."""

import os

import pytest


@pytest.fixture
def times():
    """``times(few)``: how often here; ``SAOLA_TORTURE`` raises it."""
    return lambda few: max(few, int(os.environ.get("SAOLA_TORTURE", "0")))


@pytest.fixture
def tell(request, capsys):
    """``tell(number, what, count, result, seed)``: the line of a torture that was withstood."""

    def told(number: int, what: str, count: int, result: str, seed: int) -> None:
        with capsys.disabled():
            writer = request.config.get_terminal_writer()
            writer.line(f"\n{number} | {what} | {count} | {result} | {seed}")

    return told
