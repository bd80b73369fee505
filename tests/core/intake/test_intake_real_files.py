"""The two real files, row by row, through the profiles that ship as examples."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml

import saola
from saola.core.intake import (
    Account,
    Profile,
    RowReader,
    Vocabularies,
    apply_profile,
    open_sheets,
    read_table,
)

TODAY = date(2026, 11, 22)
PROFILES = Path(saola.__file__).parent / "knowledge" / "profiles"
TERMS = {code: [] for code in ("MEA", "DER", "SKI", "CAR", "BOD", "SAW", "LOG", "OIL", "LIV", "SCA")}


def read_all(path, profile):
    vocabularies = Vocabularies.of({"term": TERMS})
    with path.open("rb") as file:
        sheets = open_sheets(file, path.name)
        sheet = next((sheet for sheet in sheets if sheet.name == profile.sheet), sheets[0])
        table = read_table(sheet, profile.head_row)
        mapping = apply_profile(table, profile)
        reader = RowReader(table, mapping, profile, vocabularies, TODAY)
        return mapping, [reader.read(raw) for raw in table.rows()]


def load(name):
    return Profile.from_data(yaml.safe_load((PROFILES / f"{name}.yaml").read_text(encoding="utf-8")))


def account(readings):
    blank = sum(reading.is_blank for reading in readings)
    refused = sum(bool(reading.errors) for reading in readings)
    return Account(len(readings), len(readings) - blank - refused, 0, refused, blank)


@pytest.mark.shared
def test_every_row_of_ibama_is_read_and_accounted_for(shared):
    mapping, readings = read_all(shared / "data/seizures/ibama_especime.csv.gz", load("ibama"))
    assert not mapping.warnings
    assert account(readings).as_data() == {
        "rows": 33_615,
        "recorded": 33_615,
        "duplicates": 0,
        "refused": 0,
        "blank": 0,
    }
    assert len({reading.words("incident_ref") for reading in readings}) == 13_250
    faults = Counter(problem.fault.code for reading in readings for problem in reading.warnings)
    assert "unknown-word" not in faults
    meat = next(reading for reading in readings if reading.words("incident_ref") == "525209")
    assert (str(meat.resolved("quantity").value), meat.resolved("unit"), meat.resolved("term")) == (
        "60",
        "KGM",
        "MEA",
    )
    assert meat.resolved("country") == "BR"
    assert meat.resolved("state") == "dead"
    oil = [reading for reading in readings if reading.words("state") == "Óleo"]
    assert len(oil) == 16
    assert {reading.resolved("term") for reading in oil if not reading.words("term")} <= {"OIL"}


@pytest.mark.shared
def test_all_seizures_of_cheng_are_read_and_the_line_of_totals_is_refused(shared):
    mapping, readings = read_all(shared / "data/seizures/conl12339-sup-0002-tables1.xlsx", load("cheng2017"))
    assert not mapping.warnings
    assert account(readings).as_data() == {
        "rows": 207,
        "recorded": 206,
        "duplicates": 0,
        "refused": 1,
        "blank": 0,
    }
    (refused,) = [reading for reading in readings if reading.errors]
    assert [problem.fault.code for problem in refused.errors] == ["not-a-seizure"]
    recorded = [reading for reading in readings if not reading.errors]
    assert sum(reading.resolved("equivalents").value for reading in recorded) == 65_849
    assert {reading.resolved("date").precision for reading in recorded} == {"year"}
    legs = next(reading for reading in recorded if reading.words("destination") == "Nanchang/Zhengzhou")
    assert [(leg.country, leg.words) for leg in legs.resolved("destination")] == [
        ("CN", "Nanchang"),
        ("CN", "Zhengzhou"),
    ]
    unknown = [reading for reading in recorded if reading.words("quantity") == "?"]
    assert unknown
    assert all(reading.resolved("quantity") is None for reading in unknown)
