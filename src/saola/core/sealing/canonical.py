"""The one way to write a record as bytes, so that its hash can be computed again anywhere.

RFC 8785 (JSON Canonicalization Scheme) for the values a sealed record may hold: texts, whole numbers, truth
values, nothing, lists and maps. Fractions are refused, because two programs may write one fraction in two ways.
"""

import json
from collections.abc import Mapping
from typing import Any

LARGEST = 2**53 - 1
"""Beyond this a whole number is not the same number in every reader of JSON (RFC 8785, section 3.2.2.3)."""


def canonical(content: Mapping[str, Any]) -> bytes:
    """``content`` as canonical JSON in UTF-8.

    Raises ``TypeError`` for a fraction, a key that is no text, or anything JSON does not know; ``ValueError``
    for a whole number past ``LARGEST`` and for text that is not Unicode (a lone surrogate).
    """
    return json.dumps(_ordered(content), ensure_ascii=False, separators=(",", ":")).encode()


def _ordered(value: Any) -> Any:
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise ValueError(f"{value} is too large for a sealed record; write it as text")
        return value
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("a sealed record names its fields with texts")
        return {key: _ordered(value[key]) for key in sorted(value, key=_utf16)}
    if isinstance(value, list | tuple):
        return [_ordered(each) for each in value]
    if isinstance(value, float):
        raise TypeError(f"a sealed record holds whole numbers and texts, not the fraction {value!r}")
    raise TypeError(f"a sealed record holds texts and whole numbers, not {type(value).__name__}")


def _utf16(key: str) -> bytes:
    """RFC 8785 orders keys by UTF-16 code units, which differs from code points beyond U+FFFF."""
    return key.encode("utf-16-be", "surrogatepass")
