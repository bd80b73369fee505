"""Amounts of money with the words for their currency."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

import pycountry

from saola.core.values import gettext_noop, say

from ..faults import Fault, error, warning
from ..words import fold
from .numbers import read_number

SIGNS = {
    "US$": "USD",
    "USD$": "USD",
    "R$": "BRL",
    "HK$": "HKD",
    "NT$": "TWD",
    "S$": "SGD",
    "A$": "AUD",
    "C$": "CAD",
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "₫": "VND",
    "₽": "RUB",
    "₦": "NGN",
    "฿": "THB",
    "₱": "PHP",
    "RMB": "CNY",
    "CN¥": "CNY",
    "人民币": "CNY",
    "元": "CNY",
    "港元": "HKD",
    "港币": "HKD",
    "美元": "USD",
    "KSH": "KES",
    "TSH": "TZS",
    "USH": "UGX",
    "FCFA": "XAF",
    "RM": "MYR",
    "RP": "IDR",
    "RS": "INR",
}
NAMES = {
    "dollar": "",
    "dollars": "",
    "us dollar": "USD",
    "us dollars": "USD",
    "euro": "EUR",
    "euros": "EUR",
    "yuan": "CNY",
    "rand": "ZAR",
    "baht": "THB",
    "dong": "VND",
    "vnd": "VND",
    "real": "BRL",
    "reais": "BRL",
    "naira": "NGN",
    "руб": "RUB",
    "рублей": "RUB",
    "долларов": "USD",
    "долл сша": "USD",
    "دولار": "USD",
    "đồng": "VND",
}


class MoneyReading(NamedTuple):
    """``amount`` in ``currency`` (ISO 4217, empty where the cell does not say)."""

    amount: Decimal | None = None
    currency: str = ""
    fault: Fault | None = None


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(currency.alpha_3 for currency in pycountry.currencies)


def read_currency(text: str) -> str | None:
    """The ISO 4217 code for a code, sign or name, or ``None``."""
    words = text.strip().upper().strip(".")
    if words in _codes():
        return words
    return SIGNS.get(words) or NAMES.get(fold(text)) or None


def read_money(text: str, decimal: str = "") -> MoneyReading:
    """Read ``US$ 1,200``, ``1200 EUR``, ``30万元``. A bare ``$`` says nothing about whose dollars they are."""
    if text.isascii() and text.isdecimal():
        return MoneyReading(Decimal(text))
    start = 0
    while start < len(text) and not text[start].isdecimal() and text[start] not in "-−":
        start += 1
    reading = read_number(text[start:], decimal)
    if reading.amount is None:
        if reading.fault is not None and reading.fault.code == "negative":
            return MoneyReading(fault=_negative())
        return MoneyReading(fault=reading.fault)
    words = text[:start], reading.rest
    currency = next((code for code in map(read_currency, filter(None, words)) if code), "")
    return MoneyReading(reading.amount, currency, _worth_saying(reading.fault))


def _worth_saying(fault: Fault | None) -> Fault | None:
    return None if fault is None or fault.code in ("very-large", "zero") else fault


def _negative() -> Fault:
    return error(
        "negative",
        say(gettext_noop("A value cannot be below zero.")),
        say(gettext_noop("Write the value without the minus sign.")),
    )


def no_currency() -> Fault:
    """The warning for an amount whose currency nobody said."""
    return warning(
        "no-currency",
        say(gettext_noop("The value has no currency.")),
        say(gettext_noop("It was kept as words; write the currency in its column or in the profile.")),
    )
