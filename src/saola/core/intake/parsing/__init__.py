"""Readers of single cells: each takes words and gives what they mean, or a fault that says why not."""

from .coordinates import read_coordinates, read_degrees
from .countries import FindCountry, country_finder, find_country, read_countries, split_countries
from .dates import DateReading, read_date, read_month, read_year
from .money import MoneyReading, read_currency, read_money
from .numbers import NumberReading, read_number
from .routes import Leg, read_leg, read_route

__all__ = [
    "DateReading",
    "FindCountry",
    "Leg",
    "MoneyReading",
    "NumberReading",
    "country_finder",
    "find_country",
    "read_coordinates",
    "read_countries",
    "read_currency",
    "read_date",
    "read_degrees",
    "read_leg",
    "read_money",
    "read_month",
    "read_number",
    "read_route",
    "read_year",
    "split_countries",
]
