"""What can happen to an exhibit, each kind of act with what must be said about it.

An ``Entry`` says which exhibit, when by the clock of the person who acted, and who. Its ``act`` says what. Acts are
facts that somebody signed: they are never edited. A ``Corrected`` act points at an earlier entry instead.

Quantities are ``saola.core.values.Quantity``; instants carry their time zone.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from saola.core.values import Quantity

CONFIRM_WITHIN = timedelta(hours=72)
"""How long a hand-over may wait for the signature of the one who received. After that it stays a discrepancy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """The exhibit comes into custody. ``holder`` answers for it from now on; ``seal`` is empty while unsealed."""

    kind: ClassVar[str] = "taken_in"
    quantity: Quantity
    holder: str
    place: str = ""
    seal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A new seal is put on an exhibit that bears none."""

    kind: ClassVar[str] = "sealed"
    seal: str
    witness: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealOpened:
    """The seal is broken so that the exhibit can be examined, split or sampled; it is open until sealed again."""

    kind: ClassVar[str] = "seal_opened"
    seal: str
    reason: str
    witness: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SealReplaced:
    """One seal is broken and another put on, in the presence of a witness."""

    kind: ClassVar[str] = "seal_replaced"
    seal: str
    new_seal: str
    reason: str
    witness: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """The holder signs the exhibit away to another person. It is between two hands until they sign for it."""

    kind: ClassVar[str] = "handed_over"
    to: str
    reason: str
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """The other side of a hand-over. What was seen is stated: the seal, whether it is whole, the quantity.

    ``seal`` is empty where none was seen and ``None`` where nobody looked. ``by_code`` when the receipt was signed away from the system with the code of the hand-over, and confirmed here.
    """

    kind: ClassVar[str] = "received"
    seal: str | None = None
    is_seal_whole: bool = True
    quantity: Quantity | None = None
    place: str = ""
    by_code: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The exhibit is put in another place; its holder stays."""

    kind: ClassVar[str] = "moved"
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Parts of the exhibit become exhibits of their own. ``remaining``: what was then counted or weighed of it."""

    kind: ClassVar[str] = "split"
    parts: tuple[tuple[str, Quantity], ...]
    reason: str
    remaining: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampled:
    """A sample is taken and becomes an exhibit of its own.

    A sample in another unit (5 g of drillings from 12 tusks) leaves the quantity of the whole as it is.
    """

    kind: ClassVar[str] = "sampled"
    sample: str
    quantity: Quantity
    method: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentToLaboratory:
    """The exhibit leaves for a laboratory, under the number of the request."""

    kind: ClassVar[str] = "sent_to_laboratory"
    laboratory: str
    request: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOnDisplay:
    """The exhibit goes before a court."""

    kind: ClassVar[str] = "put_on_display"
    court: str
    case: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """The laboratory or court has confirmed on paper that it holds the exhibit; ``reference`` finds that paper."""

    kind: ClassVar[str] = "acknowledged"
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultGiven:
    """The laboratory has answered. ``consumed``: what the examination used up."""

    kind: ClassVar[str] = "result_given"
    request: str
    consumed: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """The exhibit comes back from a laboratory or a court to the one who signs. What was seen is stated."""

    kind: ClassVar[str] = "returned"
    seal: str | None = None
    is_seal_whole: bool = True
    quantity: Quantity | None = None
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Somebody looked: at a stock-take, or for any other reason. Nothing moves; what differs is a discrepancy.

    ``seal`` is empty where none was seen and ``None`` where nobody looked; so it is with ``Returned``.
    """

    kind: ClassVar[str] = "checked"
    is_found: bool = True
    seal: str | None = None
    is_seal_whole: bool = True
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposed:
    """The end of the exhibit, by the order of a court or authority, before a witness."""

    kind: ClassVar[str] = "disposed"
    order: str
    manner: str
    witness: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """An earlier entry of the same exhibit was wrong or is explained. The entry itself stays as it was.

    ``quantity``: what is there, where that is what was wrong; the difference stays stated as unaccounted for.
    """

    kind: ClassVar[str] = "corrected"
    entry: int
    says: str
    quantity: Quantity | None = None


Act = (
    TakenIn
    | Sealed
    | SealOpened
    | SealReplaced
    | HandedOver
    | Received
    | Moved
    | Split
    | Sampled
    | SentToLaboratory
    | PutOnDisplay
    | Acknowledged
    | ResultGiven
    | Returned
    | Checked
    | Disposed
    | Corrected
)

ACTS: dict[str, type[Act]] = {act.kind: act for act in Act.__args__}


@dataclass(frozen=True, slots=True)
class Entry:
    """One act on one exhibit.

    ``number`` grows with the order in which acts were entered. ``at`` is when it was, by the one who acted;
    ``recorded_at`` when it was entered, which is the same where it was entered on the spot.
    Raises ``ValueError`` for an instant without its time zone.
    """

    number: int
    exhibit: str
    at: datetime
    by: str
    act: Act
    entered_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.at.tzinfo is None or (self.entered_at and self.entered_at.tzinfo is None):
            raise ValueError("an instant of custody needs its time zone")

    @property
    def recorded_at(self) -> datetime:
        return self.entered_at or self.at
