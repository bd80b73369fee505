"""Law that is kept as records says what the file said from which it was taken."""

import pytest

from saola.apps.catalogue import law as catalogue_law
from saola.apps.catalogue import library
from saola.apps.legislation.actions import adopting
from saola.apps.legislation.models import Jurisdiction, Provision, Tier
from saola.apps.legislation.queries import law_book, own_country
from saola.apps.legislation.records import as_data
from saola.core.law.reading import read_law
from tests.factories import accounts, legislation

FILES = sorted(file.name[:2] for file in library.knowledge_files("law"))


def in_order(said):
    """Facts of a condition in order of name: PostgreSQL keeps no other."""
    if isinstance(said, dict):
        return {key: in_order(said[key]) for key in sorted(said, key=str)}
    return [in_order(one) for one in said] if isinstance(said, list) else said


@pytest.mark.django_db
@pytest.mark.parametrize("country", FILES)
def test_records_say_what_the_file_said(country):
    kept = legislation.law_of(country)
    file = library.parse(library.file(f"law/{country}.yaml"))
    assert read_law(in_order(as_data(kept))) == read_law(in_order(file))


@pytest.mark.django_db
def test_book_is_the_library_while_nothing_is_kept(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert law_book() is catalogue_law.law_book()


@pytest.mark.django_db
def test_book_is_read_again_only_after_a_change(django_assert_num_queries):
    kept = legislation.law_of("SG")
    before = law_book()
    with django_assert_num_queries(1):
        assert law_book() is before
    Tier.objects.filter(code="SG-02").update(custody={"maximum": "3 years"})
    assert law_book().tier("SG-02")[2].penalty.custody.maximum.months == 48
    Jurisdiction.objects.filter(pk=kept.pk).update(stamp=kept.stamp + 1)
    assert law_book().tier("SG-02")[2].penalty.custody.maximum.months == 36
    assert law_book().tier("TZ-01") == before.tier("TZ-01")


@pytest.mark.django_db
def test_law_is_taken_over_once():
    legislation.law_of("SG")
    with pytest.raises(adopting.AlreadyKeptError):
        legislation.law_of("SG")
    with pytest.raises(adopting.NoSuchFileError):
        legislation.law_of("XX")


@pytest.mark.django_db
def test_only_a_legal_officer_takes_law_over():
    from django.core.exceptions import PermissionDenied

    for role in ("reader", "prosecutor", "administrator"):
        with pytest.raises(PermissionDenied):
            adopting.adopt("SG", by=accounts.person(role))
    assert not Provision.objects.exists()


@pytest.mark.django_db
def test_country_of_the_node_is_the_one_whose_law_is_kept(settings):
    settings.COUNTRY = ""
    assert own_country() == ""
    legislation.law_of("SG")
    assert own_country() == "SG"
    settings.COUNTRY = "VN"
    assert own_country() == "VN"
