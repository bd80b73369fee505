"""Terms and penalties as sentences that can be translated."""

from fractions import Fraction

from saola.core.values import Message, gettext_noop, say

from .penalties import Custody, CustodyKind, Term

_ONE = {"year": gettext_noop("1 year"), "month": gettext_noop("1 month"), "day": gettext_noop("1 day")}
_MANY = {
    "year": gettext_noop("{number} years"),
    "month": gettext_noop("{number} months"),
    "day": gettext_noop("{number} days"),
}
_TOGETHER = {
    2: gettext_noop("{first} and {second}"),
    3: gettext_noop("{first}, {second} and {third}"),
}
_KINDS = {
    CustodyKind.NONE: gettext_noop("no custody"),
    CustodyKind.LIFE: gettext_noop("imprisonment for life"),
    CustodyKind.DEATH: gettext_noop("death"),
    CustodyKind.INDETERMINATE: gettext_noop("custody without a maximum"),
    CustodyKind.TERM: gettext_noop("imprisonment whose maximum is not known here"),
    CustodyKind.UNKNOWN: gettext_noop("a penalty that is not known here"),
}


def term_in_words(term: Term) -> Message:
    """The term in years, months and days."""
    years, months = divmod(term.months, 12)
    parts = [
        _counted(Fraction(number), unit)
        for number, unit in ((years, "year"), (months, "month"), (term.days, "day"))
        if number
    ]
    if not parts:
        return _counted(Fraction(0), "day")
    if len(parts) == 1:
        return parts[0]
    return say(_TOGETHER[len(parts)], **dict(zip(("first", "second", "third"), parts, strict=False)))


def _counted(number: Fraction, unit: str) -> Message:
    if number == 1:
        return say(_ONE[unit])
    plain = str(number.numerator) if number.denominator == 1 else f"{float(number):g}"
    return say(_MANY[unit], number=plain)


def custody_in_words(custody: Custody) -> Message:
    """The gravest custody possible: its maximum where it has one."""
    return say(_KINDS[custody.kind]) if custody.maximum is None else term_in_words(custody.maximum)
