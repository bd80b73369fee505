"""Penalties as sentences that can be translated."""

from saola.core.values import Message, gettext_noop, say

from .penalties import Custody, CustodyKind

_KINDS = {
    CustodyKind.NONE: gettext_noop("no custody"),
    CustodyKind.LIFE: gettext_noop("imprisonment for life"),
    CustodyKind.DEATH: gettext_noop("death"),
    CustodyKind.INDETERMINATE: gettext_noop("custody without a maximum"),
    CustodyKind.TERM: gettext_noop("imprisonment whose maximum is not known here"),
    CustodyKind.UNKNOWN: gettext_noop("a penalty that is not known here"),
}


def custody_in_words(custody: Custody) -> Message:
    """The gravest custody possible: its maximum where it has one."""
    return say(_KINDS[custody.kind]) if custody.maximum is None else custody.maximum.in_words
