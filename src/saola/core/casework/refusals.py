"""Acts that cannot be, each with every reason at once."""

from saola.core.values import Message, Reason


class CaseworkRefusal(ValueError):
    """An act that cannot be. Nothing changed. ``message`` says so; ``reasons`` say why, all of them, in order."""

    def __init__(self, message: Message, reasons: tuple[Reason, ...] = ()) -> None:
        super().__init__()
        self.message = message
        self.reasons = reasons

    def __str__(self) -> str:
        return " ".join([str(self.message), *(str(reason.text) for reason in self.reasons)])


class CaseRefusal(CaseworkRefusal):
    """The case cannot go there. ``rule`` of each reason is the field of ``CaseFacts`` that stands in the way."""


class HandoverRefusal(CaseworkRefusal):
    """The lead of the case cannot be moved so."""


class ChargeRefusal(CaseworkRefusal):
    """The charge cannot go there."""


class StandingRefusal(CaseworkRefusal):
    """The person cannot come to stand so."""
