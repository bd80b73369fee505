"""A place on the earth, as exactly as it is known."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A named place in a country (ISO 3166-1 alpha-2, or a CITES code such as ``XX``), WGS84 degrees.

    Raises ``ValueError`` for coordinates off the globe or one coordinate without the other.
    """

    name: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None

    def __post_init__(self) -> None:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("a latitude needs its longitude")
        if self.latitude is not None and not -90 <= self.latitude <= 90:
            raise ValueError(f"a latitude lies between -90 and 90, not {self.latitude}")
        if self.longitude is not None and not -180 <= self.longitude <= 180:
            raise ValueError(f"a longitude lies between -180 and 180, not {self.longitude}")
