"""Which lineages a filter fits, and how narrowly."""

import pytest

from saola.core.units import RANKS, TaxonFilter

SUNDA = {"order": "Pholidota", "family": "Manidae", "genus": "Manis", "species": "Manis javanica"}


def test_filter_without_names_fits_everything_and_nothing_narrowly():
    assert TaxonFilter().fits({})
    assert TaxonFilter().rank_of_fit(SUNDA) is None


@pytest.mark.parametrize(
    ("names", "rank"),
    [
        ({"order": "Pholidota"}, "order"),
        ({"order": "Pholidota", "family": ["Manidae"]}, "family"),
        ({"family": "Manidae", "species": ["Manis javanica", "Manis pentadactyla"]}, "species"),
        ({"family": "Manidae", "species": "Manis pentadactyla"}, "family"),
    ],
)
def test_narrowest_rank_of_several_is_the_fit(names, rank):
    taxa = TaxonFilter.from_data(names)
    assert taxa.fits(SUNDA)
    assert RANKS[taxa.rank_of_fit(SUNDA)] == rank


def test_filter_with_names_fits_no_lineage_that_does_not_bear_them():
    taxa = TaxonFilter.from_data({"genus": "Phataginus"})
    assert not taxa.fits(SUNDA)
    assert not taxa.fits({})


def test_unknown_rank_is_refused():
    with pytest.raises(ValueError, match="tribe"):
        TaxonFilter.from_data({"tribe": "Manini"})
