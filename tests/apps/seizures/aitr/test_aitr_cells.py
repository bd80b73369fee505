"""How each column of the form is filled."""

from decimal import Decimal

import pytest
from django.utils import translation

from saola.apps.catalogue.models import Taxon
from saola.apps.seizures.aitr.cells import CELLS, measured, missing, number_of, plain
from saola.apps.seizures.models import Incident, Leg, Specimen
from tests.factories import accounts, seizures


def cell(code, incident=None, specimen=None):
    return CELLS[code](incident or Incident(), specimen or Specimen())


@pytest.mark.parametrize(
    ("quantity", "unit", "standard", "standard_unit", "shown"),
    [
        ("1500", "GRM", "1.5", "KGM", ("1.5", "KGM")),
        ("24", "NAR", "24", "NAR", ("24", "")),
        ("2", "NAR", "104", "NAR", ("2", "")),
        ("3", "CAS", None, "", ("3", "CAS")),
        (None, "KGM", None, "", ("", "KGM")),
    ],
    ids=["converted", "counted", "not with another term", "not convertible", "quantity not known"],
)
def test_quantity_and_unit_are_those_of_the_term(quantity, unit, standard, standard_unit, shown):
    specimen = Specimen(
        quantity=quantity and Decimal(quantity),
        unit=unit,
        standard_quantity=standard and Decimal(standard),
        standard_unit=standard_unit,
    )
    assert (cell("quantity", specimen=specimen), cell("unit", specimen=specimen)) == shown


def test_unit_not_understood_is_never_a_number_of_specimens():
    specimen = Specimen(
        quantity=Decimal(3), reported_unit="sacks", standard_quantity=Decimal(3), standard_unit="NAR"
    )
    assert measured(specimen) == (Decimal(3), "")
    assert cell("unit", specimen=specimen) == "sacks"
    assert cell("notes", specimen=specimen) == "Unit of the quantity not known."
    assert missing("unit", {"unit": "sacks"}, specimen)
    assert not missing("unit", {"unit": ""}, Specimen(quantity=Decimal(3), unit="NAR"))


def test_estimate_is_flagged():
    assert (
        cell("notes", specimen=Specimen(quantity=Decimal(3), unit="KGM", is_estimate=True))
        == "Quantity estimated."
    )
    assert cell("notes", specimen=Specimen(quantity=Decimal(3), unit="KGM")) == ""


def test_several_possible_appendices_are_all_said():
    specimen = Specimen(possible=["I", "II"])
    assert cell("appendix", specimen=specimen) == "I/II"
    assert "Appendix" in cell("notes", specimen=specimen)


@pytest.mark.parametrize(
    ("rank", "shown"),
    [("species", "Manis"), ("subspecies", "Manis"), ("genus", "Manis spp."), ("family", "Manis spp.")],
)
def test_higher_taxon_is_written_with_spp(rank, shown):
    assert cell("species", specimen=Specimen(taxon=Taxon(name="Manis", rank=rank))) == shown


def test_name_that_nobody_settled_leaves_the_species_empty():
    assert cell("species", specimen=Specimen(reported_name="Mannis javannica")) == ""


def test_home_is_told_without_its_address():
    told = cell("place", Incident(place_type="private", place_name="12 Elm Street", admin_area="Sofala"))
    assert "Elm" not in told
    assert "Sofala" in told


def test_place_named_like_its_province_is_said_once():
    assert cell("place", Incident(place_name="Macau", admin_area="Macau")) == "Macau"


def test_what_an_agency_noted_for_itself_stays_home():
    incident = Incident(notes="Informant J. Doe", reported={"notes": "Informant J. Doe"})
    assert all(
        "Doe" not in fill(incident, Specimen()) for code, fill in CELLS.items() if not needs_legs(code)
    )


def needs_legs(code):
    return code in {"origin", "transit", "destination"}


def test_nationalities_are_counted_without_names():
    assert cell("nationality", Incident(nationalities=["VN", "NA", "VN"])) == "VN (2); NA"


def test_value_bears_its_currency():
    assert cell("value", Incident(value=Decimal("1500.50"), currency="ZAR")) == "1500.5 ZAR"
    assert cell("value") == ""


def test_form_is_filled_in_english_whoever_fills_it():
    with translation.override("zh-hans"):
        assert cell("reason", Incident(reason="no_permit")) == "no CITES document"


def test_agency_without_a_record_is_told_in_its_own_words():
    assert cell("agency", Incident(reported={"agency": "海关"})) == "海关"
    assert cell("agency") == ""


@pytest.mark.parametrize(
    ("number", "shown"), [("1500.000000", "1500"), ("0.500000", "0.5"), ("1E+3", "1000"), ("0", "0")]
)
def test_number_is_written_plainly(number, shown):
    assert plain(Decimal(number)) == shown


def test_key_leads_back_to_its_seizure():
    assert number_of("S000012/3") == "S000012"


@pytest.mark.usefixtures("knowledge")
def test_route_is_told_in_its_order_and_an_unknown_origin_is_xx():
    legs = [
        seizures.leg_draft("origin", "NA"),
        seizures.leg_draft("origin", "", place_name="somewhere"),
        seizures.leg_draft("export", "MZ"),
        seizures.leg_draft("transit", "SG"),
        seizures.leg_draft("transit", "MZ"),
        seizures.leg_draft("destination", "VN", is_actual=False),
    ]
    incident = seizures.incident(legs=legs)
    assert cell("origin", incident) == "NA; XX"
    assert cell("transit", incident) == "MZ; SG"
    assert cell("destination", incident) == "VN"
    unknown = seizures.incident(legs=[])
    assert not Leg.objects.filter(incident=unknown).exists()
    assert (cell("origin", unknown), cell("transit", unknown), cell("destination", unknown)) == ("XX", "", "")


@pytest.mark.usefixtures("knowledge")
def test_seizure_is_known_by_the_number_that_no_other_bears():
    incident = seizures.incident(reference="OTHERS/1", by=accounts.person("data_officer"))
    assert cell("incident_ref", incident) == incident.number
