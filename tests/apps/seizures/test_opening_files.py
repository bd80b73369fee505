"""The words of the vocabularies as the reader of rows is given them."""

import io
from datetime import date

from saola.apps.seizures import reading


def test_countries_that_only_saola_knows_are_read_in_every_column():
    lines = ["Date,Country,Species,Origin,Destination", "2016-06-01,Sorevane,Manis,QN > Sorevane,索雷万"]
    file = reading.understand(io.BytesIO("\n".join(lines).encode()), "a.csv", None)
    (row,) = [file.reader(date(2026, 1, 1)).read(raw) for raw in file.rows()]
    assert row.resolved("country") == "QZ"
    assert [(leg.role, leg.country) for leg in row.resolved("origin")] == [
        ("origin", "QN"),
        ("destination", "QZ"),
    ]
    assert [leg.country for leg in row.resolved("destination")] == ["QZ"]
    assert not row.errors
    assert not row.warnings


def test_names_of_former_countries_stay_with_those_of_today():
    lines = ["Date,Country,Species", "2016-06-01,Burma,Manis", "2016-06-02,Zaire,Manis"]
    file = reading.understand(io.BytesIO("\n".join(lines).encode()), "a.csv", None)
    reader = file.reader(date(2026, 1, 1))
    assert [reader.read(raw).resolved("country") for raw in file.rows()] == ["MM", "CD"]
