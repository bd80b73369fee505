"""Standard units and equivalents: what a reported quantity comes to, how sure that is, and what stays outside."""

from .conversions import Conversion, NotConvertible, Rule, RuleBook, Stage, rules_from_data, standardise
from .equivalents import ANIMALS, equivalent
from .factors import Factor, FactorSet, Rounding, factors_from_data
from .individuals import minimum_individuals
from .ivory import RAW_IVORY_KG, raw_ivory_equivalent
from .taxa import RANKS, Lineage, TaxonFilter
from .totals import Row, Totals, total

__all__ = [
    "ANIMALS",
    "RANKS",
    "RAW_IVORY_KG",
    "Conversion",
    "Factor",
    "FactorSet",
    "Lineage",
    "NotConvertible",
    "Rounding",
    "Row",
    "Rule",
    "RuleBook",
    "Stage",
    "TaxonFilter",
    "Totals",
    "equivalent",
    "factors_from_data",
    "minimum_individuals",
    "raw_ivory_equivalent",
    "rules_from_data",
    "standardise",
    "total",
]
