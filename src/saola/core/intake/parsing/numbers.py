"""Numbers as people write them: with either decimal sign, with a unit behind, about, between."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from saola.core.values import Message, gettext_noop, say

from ..faults import Fault, error, warning
from ..words import fold, plain_digits, tidy

ABSURD = Decimal(10) ** 12
SUSPICIOUS = Decimal(10) ** 8
LONGEST = 1_000
"""Characters of a cell beyond which nobody wrote a number."""

_ABOUT = re.compile(
    r"^(?:about|approximately|approx\.?|around|circa|c\.|ca\.?|some|roughly|nearly|almost|environ|env\.|"
    r"cerca de|aproximadamente|aprox\.?|unos|unas|около|примерно|приблизительно|ок\.|حوالي|نحو|تقريبا|"
    r"约|大约|約|近|khoảng|gần|độ|[~≈±≃])\s*",
    re.I,
)
_AT_LEAST = re.compile(
    r"^(?:more than|over|at least|plus de|au moins|más de|mas de|mais de|al menos|pelo menos|более|свыше|"
    r"не менее|أكثر من|超过|至少|hơn|[>≥]=?)\s*",
    re.I,
)
_PLAIN = re.compile(r"[1-9][0-9]{0,7}(?:\.[0-9]{1,2})?\Z")
"""Numbers that nobody can read in two ways: most of them, so they are read first."""
_SCIENTIFIC = re.compile(r"([-−+]?\d+(?:[.,]\d+)?)[eE]([-+]?\d{1,4})(?![\w.,])")
_BODY = r"\d(?:[\d.,'’\u00a0\u202f ]*\d)?"
_NUMBER = re.compile(rf"^(?P<sign>[-−+]?)\s*(?P<body>{_BODY}|[.,]\d+)\s*(?P<rest>.*)$", re.S)
_RANGE = re.compile(
    rf"^(?:between\s+|entre\s+|de\s+|от\s+|từ\s+)?(?P<low>{_BODY})(?:\s*(?:-|–|—|~|至|到)\s*|\s+(?:to|and|à|a|et|y|e|до|إلى|đến)\s+)"
    rf"(?P<high>{_BODY})\s*(?P<rest>[^\d].*)?$",
    re.S | re.I,
)
_HAN_DIGITS = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_HAN_TENS = {"十": 10, "百": 100, "千": 1000}
_HAN_MYRIADS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_HAN = re.compile(f"^[{''.join(_HAN_DIGITS)}十百千万萬亿億]+")


class NumberReading(NamedTuple):
    """``amount`` between ``low`` and ``high``; ``rest`` the words behind it (a unit, mostly).

    ``amount`` is ``None`` when the words are no number. ``note`` says what was assumed.
    """

    amount: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    is_estimate: bool = False
    rest: str = ""
    note: Message | None = None
    fault: Fault | None = None


def read_number(text: str, decimal: str = "") -> NumberReading:
    """Read ``text``; ``decimal`` is the decimal sign where it is known.

    >>> read_number("1.000,5").amount, read_number("1,000.5").amount
    (Decimal('1000.5'), Decimal('1000.5'))
    >>> read_number("556kg").rest
    'kg'
    """
    if _PLAIN.match(text) is not None:
        amount = Decimal(text)
        return NumberReading(amount, amount, amount)
    if len(text) > LONGEST:
        return NumberReading(fault=_no_number())
    words = plain_digits(tidy(text)).replace("٫", ".").replace("٬", ",")
    words, is_about = _without(words, _ABOUT)
    words, is_least = _without(words, _AT_LEAST)
    words = _from_han(words)
    between = _RANGE.match(words)
    if between is not None:
        reading = _read_range(between, decimal)
        if reading is not None:
            return reading
    words = _without_exponent(words)
    match = _NUMBER.match(words)
    if match is None:
        return NumberReading(fault=_no_number())
    return _read_single(match, decimal, is_about, is_least)


def _without_exponent(words: str) -> str:
    """``words`` with a number in powers of ten, as spreadsheets write ``1.5E+03``, written out."""
    match = _SCIENTIFIC.match(words)
    if match is None:
        return words
    power = max(-40, min(40, int(match[2])))
    return f"{Decimal(match[1].replace(',', '.').replace('−', '-')).scaleb(power):f}{words[match.end() :]}"


def _without(words: str, pattern: re.Pattern[str]) -> tuple[str, bool]:
    shorter = pattern.sub("", words, count=1)
    return shorter, shorter != words


def _no_number() -> Fault:
    return warning(
        "not-a-number",
        say(gettext_noop("This is not a number.")),
        say(
            gettext_noop(
                "The row is kept with its words and without a number; write the number if it is known."
            )
        ),
    )


def _read_single(match: re.Match[str], decimal: str, is_about: bool, is_least: bool) -> NumberReading:
    amount, note, fault = _amount(match["body"], decimal)
    rest = match["rest"].strip()
    if amount is None:
        return NumberReading(rest=rest, fault=fault)
    if match["sign"] in ("-", "−") and amount:
        return NumberReading(
            rest=rest,
            fault=error(
                "negative",
                say(gettext_noop("A quantity cannot be below zero.")),
                say(gettext_noop("Write the quantity that was seized, without the minus sign.")),
            ),
        )
    if is_least:
        note = say(gettext_noop("The file says at least this much; the number was taken as an estimate."))
    elif rest.startswith("+"):
        rest, is_least = rest[1:].strip(), True
    high = None if is_least else amount
    is_estimate = is_about or is_least
    return NumberReading(amount, amount, high, is_estimate, rest, note, fault or _size_fault(amount))


def _read_range(match: re.Match[str], decimal: str) -> NumberReading | None:
    low, _, _ = _amount(match["low"], decimal)
    high, _, _ = _amount(match["high"], decimal)
    if low is None or high is None or low > high:
        return None
    return NumberReading(
        (low + high) / 2,
        low,
        high,
        True,
        (match["rest"] or "").strip(),
        say(
            gettext_noop("The middle of {low} and {high} was taken, as an estimate."),
            low=str(low),
            high=str(high),
        ),
        _size_fault(high),
    )


def _size_fault(amount: Decimal) -> Fault | None:
    if amount >= ABSURD:
        return error(
            "absurd",
            say(gettext_noop("No seizure is this large.")),
            say(
                gettext_noop(
                    "Perhaps an identity or telephone number slipped into this column; write the quantity."
                )
            ),
        )
    if amount >= SUSPICIOUS:
        return warning(
            "very-large",
            say(gettext_noop("This is an unusually large quantity.")),
            say(gettext_noop("It was recorded; check the number and its unit.")),
        )
    if amount == 0:
        return warning(
            "zero",
            say(gettext_noop("The quantity is zero.")),
            say(
                gettext_noop("It was recorded as written; if the quantity is unknown, leave the cell empty.")
            ),
        )
    return None


def _amount(body: str, decimal: str) -> tuple[Decimal | None, Message | None, Fault | None]:
    """The number in ``body`` (digits and separators), what was assumed, and what is wrong."""
    digits = re.sub(r"['’\u00a0\u202f ]", "", body)
    points, commas = digits.count("."), digits.count(",")
    note = fault = None
    if points and commas:
        sign = "." if digits.rfind(".") > digits.rfind(",") else ","
        if digits.count(sign) > 1 or not _is_grouped(digits.split(sign)[0], "," if sign == "." else "."):
            return None, None, _unclear()
    elif points + commas > 1:
        mark = "." if points else ","
        if not _is_grouped(digits, mark):
            return None, None, _unclear()
        sign = "," if mark == "." else "."
    elif points + commas == 1:
        mark = "." if points else ","
        sign, note, fault = _single_mark(digits, mark, decimal)
    else:
        sign = "."
    other = "," if sign == "." else "."
    try:
        return Decimal(digits.replace(other, "").replace(sign, ".")), note, fault
    except InvalidOperation:
        return None, None, _unclear()


def _single_mark(digits: str, mark: str, decimal: str) -> tuple[str, Message | None, Fault | None]:
    """Whether the one ``mark`` parts the decimals or the thousands."""
    before, after = digits.split(mark)
    could_group = len(after) == 3 and 1 <= len(before) <= 3 and not before.startswith("0")
    if not could_group:
        return mark, None, None
    sign = decimal or "."
    if decimal:
        return sign, None, None
    read = digits if sign == mark else digits.replace(mark, "")
    return (
        sign,
        None,
        warning(
            "ambiguous-number",
            say(
                gettext_noop("This can be read with thousands or with decimals; it was read as {number}."),
                number=read,
            ),
            say(gettext_noop("Say in the profile which sign parts the decimals in this agency's files.")),
        ),
    )


def _is_grouped(digits: str, mark: str) -> bool:
    groups = digits.split(mark)
    return len(groups) == 1 or (1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]))


def _unclear() -> Fault:
    return warning(
        "unclear-number",
        say(gettext_noop("The points and commas of this number do not fit together.")),
        say(
            gettext_noop(
                "The row is kept with its words and without a number; write it with one decimal sign."
            )
        ),
    )


def _from_han(words: str) -> str:
    """``words`` with a number in Chinese characters at its start written in digits."""
    match = _HAN.match(words)
    if match is None:
        after = re.match(r"^(\d+(?:\.\d+)?)\s*([万萬亿億])", words)
        if after is None:
            return words
        return f"{(Decimal(after[1]) * _HAN_MYRIADS[after[2]]).normalize():f}" + words[after.end() :]
    return f"{_han_value(match[0])}{words[match.end() :]}"


def _han_value(marks: str) -> int:
    total = section = digit = 0
    if not any(mark in _HAN_TENS or mark in _HAN_MYRIADS for mark in marks):
        return int("".join(str(_HAN_DIGITS[mark]) for mark in marks))
    for mark in marks:
        if mark in _HAN_DIGITS:
            digit = _HAN_DIGITS[mark]
        elif mark in _HAN_TENS:
            section += (digit or 1) * _HAN_TENS[mark]
            digit = 0
        else:
            total += (section + digit or 1) * _HAN_MYRIADS[mark]
            section = digit = 0
    return total + section + digit


def decimal_sign_of(texts: Iterable[str]) -> str:
    """The decimal sign that a column's unambiguous numbers show, or the empty text when none does or both do."""
    seen = set()
    for text in texts:
        digits = re.sub(r"[^\d.,]", "", plain_digits(text)).strip(".,")
        points, commas = digits.count("."), digits.count(",")
        if points and commas:
            seen.add("." if digits.rfind(".") > digits.rfind(",") else ",")
        elif points + commas == 1:
            mark = "." if points else ","
            before, after = digits.split(mark)
            if len(after) != 3 or before.startswith("0") or len(before) > 3:
                seen.add(mark)
        elif points > 1 and _is_grouped(digits, "."):
            seen.add(",")
        elif commas > 1 and _is_grouped(digits, ","):
            seen.add(".")
    return seen.pop() if len(seen) == 1 else ""


def is_number_word(text: str) -> bool:
    """Whether ``text`` begins like a number; used to tell what a column holds."""
    return bool(text) and read_number(text, ".").amount is not None and len(fold(text)) < 40
