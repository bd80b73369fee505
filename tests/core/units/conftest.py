"""The rule and factor files, parsed as the catalogue parses them."""

from pathlib import Path

import pytest
import yaml

from saola.core.units import FactorSet, RuleBook, factors_from_data, rules_from_data

KNOWLEDGE = Path(__file__).parents[3] / "src" / "saola" / "knowledge"


def parsed(name: str) -> dict:
    return yaml.safe_load((KNOWLEDGE / name).read_text("utf-8"))


@pytest.fixture(scope="session")
def rules() -> RuleBook:
    return rules_from_data(parsed("conversions.yaml"))


@pytest.fixture(scope="session")
def saola_factors() -> FactorSet:
    return factors_from_data(parsed("equivalents.yaml"))


@pytest.fixture(scope="session")
def cheng_factors() -> FactorSet:
    return factors_from_data(parsed("equivalents_cheng2017.yaml"))


@pytest.fixture(scope="session")
def worked_cases() -> dict[str, dict]:
    names = ("conversions.yaml", "equivalents.yaml", "equivalents_cheng2017.yaml")
    return {name: parsed(name)["worked_case"] for name in names}
