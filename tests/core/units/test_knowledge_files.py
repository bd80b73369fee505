"""The shape of the files about codes, countries, treaties and factors."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

import pycountry
import pytest
import yaml

KNOWLEDGE = Path(__file__).parents[3] / "src" / "saola" / "knowledge"
LANGUAGES = {"en", "ar", "es", "fr", "ru", "zh"}
VOCABULARIES = sorted((KNOWLEDGE / "vocabularies").glob("*.yaml"))


@cache
def read(name: str) -> dict:
    return yaml.safe_load((KNOWLEDGE / name).read_text("utf-8"))


def entries(name: str) -> list[dict]:
    return read(f"vocabularies/{name}.yaml")["entries"]


def by_code(name: str) -> dict[str, dict]:
    return {entry["code"]: entry for entry in entries(name)}


def labelled_files() -> list[Path]:
    return [*VOCABULARIES, KNOWLEDGE / "countries.yaml"]


@pytest.mark.parametrize("file", labelled_files(), ids=lambda file: file.stem)
def test_labels_in_six_languages_and_known_sources(file):
    content = yaml.safe_load(file.read_text("utf-8"))
    assert content["title"]
    assert content["source"].strip()
    assert isinstance(content["compiled_on"], date)
    assert content["worked_case"]
    for entry in content.get("entries") or content["non_iso"]:
        assert isinstance(entry["code"], str), entry
        assert set(entry["label"]) == LANGUAGES, entry["code"]
        assert all(isinstance(word, str) and word.strip() for word in entry["label"].values()), entry["code"]
        assert entry["mark"] in {"checked", "memory"}, entry["code"]
        assert entry["source"] in content["sources"], entry["code"]


@pytest.mark.parametrize("file", VOCABULARIES, ids=lambda file: file.stem)
def test_vocabulary_says_each_word_once_in_each_language(file):
    content = yaml.safe_load(file.read_text("utf-8"))
    assert content["vocabulary"] == file.stem
    for language in LANGUAGES:
        words = [entry["label"][language] for entry in content["entries"]]
        assert sorted(words) == sorted(set(words)), language


def test_code_used_twice_has_report_years_that_do_not_meet():
    coral_sand, cosmetics = (entry for entry in entries("terms") if entry["code"] == "COS")
    assert coral_sand["label"]["en"] == "coral sand"
    assert coral_sand["valid_to"] == cosmetics["valid_from"]
    codes = [entry["code"] for entry in entries("terms")]
    assert {code for code in codes if codes.count(code) > 1} == {"COS"}


def test_terms_prefer_units_that_exist():
    units = by_code("units")
    for term in entries("terms"):
        assert term["preferred_unit"] in units, term["code"]
        assert set(term.get("alternative_units", [])) <= set(units), term["code"]


def test_replaced_terms_lead_to_terms_in_use():
    terms = by_code("terms")
    for entry in [*entries("terms"), *entries("terms_legacy")]:
        for replacement in entry.get("replaced_by", []):
            assert replacement["code"] in terms, entry["code"]
    assert not set(terms) & set(by_code("terms_legacy"))


def test_report_fields_stand_in_their_columns():
    fields = entries("aitr_fields")
    assert [field["column"] for field in fields] == list(range(1, len(fields) + 1))
    assert {field["need"] for field in fields} == {"M", "C"}
    case = read("vocabularies/aitr_fields.yaml")["worked_case"]
    assert fields[case["column"] - 1]["label"]["en"] == case["heading"]


def test_old_unit_codes_are_nobody_elses():
    units = by_code("units")
    old = [code for unit in units.values() for code in unit.get("old_codes", [])]
    assert not set(old) & set(units)
    assert len(old) == len(set(old))


def test_country_codes_are_no_iso_codes_and_successors_are():
    iso = {country.alpha_2 for country in pycountry.countries}
    codes = by_country()
    for code, entry in codes.items():
        assert code not in iso
        assert set(entry.get("successors", [])) <= iso, code
        assert (entry["kind"] == "former") == ("valid_to" in entry), code
    assert codes["ZC"]["successors"] == read("countries.yaml")["worked_case"]["successors"]


def by_country() -> dict[str, dict]:
    return {entry["code"]: entry for entry in read("countries.yaml")["non_iso"]}


def test_every_iso_country_has_its_point():
    places = read("countries.yaml")["centroids"]
    assert {country.alpha_2 for country in pycountry.countries} <= set(places)
    assert all(-90 <= latitude <= 90 and -180 <= longitude < 180 for latitude, longitude in places.values())
    assert places["NA"][0] < 0 < places["NO"][0]


def test_treaties_state_every_member_once_with_sources():
    content = read("treaties.yaml")
    states = content["states"]
    assert len({state["iso2"] for state in states}) == len(states)
    for state in states:
        for convention in ("cites", "untoc", "uncac"):
            part = state[convention]
            assert part["source"] in content["sources"], state
            assert part["mark"] == content["sources"][part["source"]]["mark"], state
            assert part["participation"] in {"party", "signatory", "none"}
            assert bool({"joined", "in_force"} & set(part)) == (part["participation"] == "party"), state
            assert part["participation"] == "party" or "as_of" in part, state


def test_treaties_bind_no_earlier_than_they_may():
    content = read("treaties.yaml")
    for state in content["states"]:
        for convention, about in content["conventions"].items():
            start = state[convention].get("in_force")
            assert start is None or start >= about["in_force"], (state["iso2"], convention)


def test_cites_parties_wait_ninety_days_unless_they_succeed():
    for state in read("treaties.yaml")["states"]:
        part = state["cites"]
        if part["participation"] != "party" or part["act"] in {"succession", "continuation"}:
            continue
        if part["in_force"] != date(1975, 7, 1) and "joined" in part:
            assert 85 <= (part["in_force"] - part["joined"]).days <= 95, state["iso2"]


@pytest.mark.shared
def test_cites_parties_agree_with_the_compiled_table(shared):
    ours = {state["iso2"]: state["cites"] for state in read("treaties.yaml")["states"]}
    known = {"LT"}
    with (shared / "domain" / "treaties.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["cites_status"] == "party" and row["iso2"] not in known:
                assert str(ours[row["iso2"]]["joined"]) == row["cites_joined"], row["iso2"]
                assert str(ours[row["iso2"]]["in_force"]) == row["cites_in_force"], row["iso2"]


@pytest.mark.parametrize("name", ["conversions.yaml", "equivalents.yaml", "equivalents_cheng2017.yaml"])
def test_rules_and_factors_use_known_codes_and_cite(name):
    content = read(name)
    assert isinstance(content["compiled_on"], date)
    assert content["source"].strip()
    assert content["worked_case"]
    units = by_code("units")
    old_units = {code for unit in units.values() for code in unit.get("old_codes", [])}
    terms = {*by_code("terms"), *by_code("terms_legacy")}
    for entry in content.get("rules") or content["factors"]:
        assert entry["mark"] in {"checked", "memory"}, entry["id"]
        assert entry["source"] in content["sources"], entry["id"]
        assert set(entry.get("terms", [])) | set(entry.get("not_terms", [])) <= terms, entry["id"]
        named = {*entry.get("units", []), *filter(None, [entry.get("unit"), entry.get("to_unit")])}
        assert named <= {*units, *old_units}, entry["id"]


def test_factor_is_checked_only_where_its_source_is():
    for name in ("equivalents.yaml", "equivalents_cheng2017.yaml"):
        content = read(name)
        for factor in content["factors"]:
            assert factor["mark"] == content["sources"][factor["source"]]["mark"], factor["id"]


def test_terms_are_found_by_name_in_the_worked_cases():
    for file in VOCABULARIES:
        case = read(f"vocabularies/{file.name}")["worked_case"]
        found = [entry for entry in entries(file.stem) if entry["code"] == case["code"]]
        assert found, file.stem
        if "label_en" in case:
            assert case["label_en"] in {entry["label"]["en"] for entry in found}, file.stem


def test_worked_case_of_the_treaties():
    content = read("treaties.yaml")
    case = content["worked_case"]
    part = next(state for state in content["states"] if state["iso2"] == case["iso2"])[case["convention"]]
    for day, participation in case["participation_on"].items():
        bound = day >= part["in_force"]
        assert participation == ("party" if bound else "signatory" if day >= part["signed"] else "none")
