"""Conditions as lines that a jurist writes: one fact a line, all of them needed.

appendix: I, II
organized_group
not commercial
value >= 250000 XTS
specimens > 5
any of: in_protected_area | at_night
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ..errors import BadLawError
from .conditions import read_condition

_NAME = r"[a-z][a-z0-9_]*"
_WORDS = re.compile(rf"({_NAME})\s*:\s*(\S.*)")
_FLAG = re.compile(rf"(not\s+)?({_NAME})")
_BOUND = re.compile(rf"({_NAME})\s*(>=|>|<=|<)\s*([\d,]+(?:\.\d+)?)\s*(\S.*)?")
_SIGNS = {">=": "at_least", ">": "more_than", "<=": "at_most", "<": "less_than"}
_ANY_OF = "any of:"


def read_condition_lines(text: str) -> dict[str, Any] | None:
    """In the shape of the files of law; ``None`` for nothing. Raises ``BadLawError`` naming every line not read."""
    said: dict[str, Any] = {}
    wrong = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        try:
            _put(said, _line(line))
        except BadLawError:
            wrong.append(line)
    if wrong:
        raise BadLawError(f"not understood as a condition: {'; '.join(wrong)}")
    read_condition(said)
    return said or None


def _line(line: str) -> dict[str, Any]:
    if line.lower().startswith(_ANY_OF):
        return {"any": [_line(part.strip()) for part in line[len(_ANY_OF) :].split("|")]}
    if found := _BOUND.fullmatch(line):
        number = Decimal(found[3].replace(",", ""))
        bound: dict[str, Any] = {_SIGNS[found[2]]: int(number) if number == int(number) else float(number)}
        return {found[1]: bound | ({"unit": found[4].strip()} if found[4] else {})}
    if found := _FLAG.fullmatch(line):
        return {found[2]: not found[1]}
    if found := _WORDS.fullmatch(line):
        words = [word.strip() for word in found[2].split(",") if word.strip()]
        return {found[1]: words[0] if len(words) == 1 else words}
    raise BadLawError(line)


def _put(said: dict[str, Any], part: dict[str, Any]) -> None:
    """Add one line; two bounds of one fact are one range."""
    for name, wanted in part.items():
        old = said.get(name)
        if isinstance(old, dict) and isinstance(wanted, dict) and not old.keys() & wanted.keys() - {"unit"}:
            said[name] = old | wanted
        elif old is not None:
            raise BadLawError(name)
        else:
            said[name] = wanted


def condition_lines(said: Mapping[str, Any] | None) -> str | None:
    """The lines for a condition; ``None`` where it nests deeper than lines can say."""
    lines = []
    for name, wanted in (said or {}).items():
        if name == "any":
            parts = [_written(part) for part in wanted]
            if any(part is None or "\n" in part for part in parts):
                return None
            lines.append(f"{_ANY_OF} {' | '.join(part for part in parts if part)}")
        else:
            written = None if name in ("all", "not") else _written({name: wanted})
            if written is None:
                return None
            lines.append(written)
    return "\n".join(lines)


def _written(part: Mapping[str, Any]) -> str | None:
    lines = []
    for name, wanted in part.items():
        if name in ("any", "all", "not"):
            return None
        if isinstance(wanted, bool):
            lines.append(name if wanted else f"not {name}")
        elif isinstance(wanted, Mapping):
            unit = f" {wanted['unit']}" if wanted.get("unit") else ""
            lines += [
                f"{name} {sign} {wanted[word]}{unit}" for sign, word in _SIGNS.items() if word in wanted
            ]
        elif isinstance(wanted, list | tuple):
            lines.append(f"{name}: {', '.join(map(str, wanted))}")
        else:
            lines.append(f"{name}: {wanted}")
    return "\n".join(lines)
