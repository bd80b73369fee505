"""What the tests of listings share: country names for reading notes, taken from the real files."""

import csv
from pathlib import Path

import pytest
import yaml

import saola
from saola.core.listings import Conferences, country_names, read_conferences


@pytest.fixture(scope="session")
def countries(shared):
    pairs = []
    with open(shared / "data/treaties/CITES_Parties.csv", encoding="utf-8-sig", newline="") as file:
        pairs += [(row["Name"], row["ISO"]) for row in csv.DictReader(file)]
    path = shared / "data/gazetteers/world-countries_countries.csv"
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            pairs += [(row["name.common"], row["cca2"]), (row["name.official"], row["cca2"])]
    return country_names([*pairs, ("Swaziland", "SZ"), ("United Republic of Tanzania", "TZ")])


@pytest.fixture(scope="session")
def knowledge():
    """Reads one file of the knowledge library."""
    folder = Path(saola.__file__).parent / "knowledge"
    return lambda name: yaml.safe_load((folder / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def conferences(knowledge) -> Conferences:
    return read_conferences(knowledge("conference_dates.yaml"))
