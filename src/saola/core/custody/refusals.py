"""Moves that cannot be: each its own error, with the sentence a person reads."""

from typing import Any

from saola.core.values import Message, gettext_noop, say


class CustodyRefusal(ValueError):
    """An impossible move. Nothing changed. ``message`` says why, and what to do."""

    template = ""

    def __init__(self, **words: Any) -> None:
        super().__init__()
        self.message: Message = say(self.template, **words)

    def __str__(self) -> str:
        return str(self.message)


class UnknownExhibitError(CustodyRefusal):
    template = gettext_noop("There is no exhibit {exhibit}. Take it in first.")


class KnownExhibitError(CustodyRefusal):
    template = gettext_noop(
        "The number {exhibit} is given to an exhibit already. Numbers are never used twice."
    )


class NotHolderError(CustodyRefusal):
    template = gettext_noop(
        "{holder} holds {exhibit}. Only the one who holds an exhibit can do this; have it handed over first."
    )


class NotReceiverError(CustodyRefusal):
    template = gettext_noop("{exhibit} was handed to {receiver}. Only {receiver} can sign for it.")


class SameHandsError(CustodyRefusal):
    template = gettext_noop("An exhibit is handed to somebody else than {person}.")


class NotInCustodyError(CustodyRefusal):
    template = gettext_noop("{exhibit} is not in store: {state}. It must come back first.")


class NotOnItsWayError(CustodyRefusal):
    template = gettext_noop("Nobody has handed {exhibit} over, so it cannot be received.")


class NotOutsideError(CustodyRefusal):
    template = gettext_noop("{exhibit} is not with a laboratory or a court.")


class DisposedError(CustodyRefusal):
    template = gettext_noop("{exhibit} was disposed of. Nothing can happen to it any more but a correction.")


class SealUsedError(CustodyRefusal):
    template = gettext_noop(
        "The seal {seal} was used before, on {exhibit}. A seal number is used once; check the number."
    )


class StillSealedError(CustodyRefusal):
    template = gettext_noop(
        "{exhibit} bears the seal {seal}. Record that the seal was opened, and why, first."
    )


class NotSealedError(CustodyRefusal):
    template = gettext_noop("{exhibit} bears no seal.")


class OtherSealError(CustodyRefusal):
    template = gettext_noop(
        "By the record {exhibit} bears the seal {seal}, not {named}. Record a check that says what you found."
    )


class TooMuchError(CustodyRefusal):
    template = gettext_noop("{taken} cannot be taken from {exhibit}: there is {present}.")


class NothingError(CustodyRefusal):
    template = gettext_noop("A quantity must be more than nothing.")


class OtherUnitError(CustodyRefusal):
    template = gettext_noop("{exhibit} is counted in {unit}; say the quantity in the same unit.")


class SamePlaceError(CustodyRefusal):
    template = gettext_noop("{exhibit} is in {place} already.")


class UnknownRequestError(CustodyRefusal):
    template = gettext_noop("{exhibit} was never sent to a laboratory under the request {request}.")


class UnknownEntryError(CustodyRefusal):
    template = gettext_noop("{exhibit} has no entry {entry} that could be corrected.")


class UnsaidError(CustodyRefusal):
    template = gettext_noop("Say {what}; without it the entry would prove nothing.")


class OutOfOrderError(CustodyRefusal):
    template = gettext_noop("Entries are added at the end: {number} is not after {last}.")
