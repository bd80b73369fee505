"""Evidence: exhibits, their custody, their files, and what is done with them."""

from .custody import CustodyAlteredError, CustodyEvent, HandoverCode, event_content
from .exhibits import Exhibit, Seal, StorageLocation
from .files import Derivative, SealedFile
from .work import (
    CourtBundle,
    Disposal,
    LaboratoryRequest,
    LaboratoryResult,
    LiveAnimalCare,
    StockTake,
    StockTakeLine,
)

__all__ = [
    "CourtBundle",
    "CustodyAlteredError",
    "CustodyEvent",
    "Derivative",
    "Disposal",
    "Exhibit",
    "HandoverCode",
    "LaboratoryRequest",
    "LaboratoryResult",
    "LiveAnimalCare",
    "Seal",
    "SealedFile",
    "StockTake",
    "StockTakeLine",
    "StorageLocation",
    "event_content",
]
