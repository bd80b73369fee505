import string

from hypothesis import given
from hypothesis import strategies as st

from saola.core.names import NameEntry, NameIndex, NameKind

SPECIES = (
    "Manis javanica", "Panthera tigris", "Chelonoidis carbonarius", "Psittacara leucophthalmus",
    "Swietenia macrophylla", "Acipenser gueldenstaedtii", "Hippocampus spinosissimus", "Dalbergia retusa",
)  # fmt: skip
INDEX = NameIndex.build(
    NameEntry(name, name, NameKind.ACCEPTED, rank="SPECIES", family="", lineage=()) for name in SPECIES
)
species = st.sampled_from(SPECIES)


@given(species, st.data())
def test_case_and_spaces_do_not_matter(name, data):
    spaces = data.draw(st.text(" \u00a0\t\u2009", min_size=1, max_size=4))
    turned = "".join(data.draw(st.sampled_from((letter.lower(), letter.upper()))) for letter in name)
    found = INDEX.match(spaces + turned.replace(" ", spaces) + spaces)
    assert found.best is not None
    assert (found.best.taxon_id, found.outcome.value) == (name, "accepted")


@given(species, st.integers(1, 40), st.sampled_from(string.ascii_lowercase))
def test_one_wrong_letter_in_a_long_name_is_found(name, at, letter):
    at %= len(name)
    if at == 0 or name[at] == " " or name[at] == letter:
        return
    found = INDEX.match(name[:at] + letter + name[at + 1 :])
    assert found.candidates[0].taxon_id == name
    assert found.best is None or found.best.taxon_id == name


@given(species)
def test_a_lost_space_is_found(name):
    found = INDEX.match(name.replace(" ", ""))
    assert (found.best.taxon_id, found.outcome.value) == (name, "misspelt")


@given(st.text(max_size=40))
def test_anything_else_is_not_settled(text):
    found = INDEX.match(text)
    assert found.text == text
    if found.best is not None:
        shared = set(found.best.name.casefold()) & set(text.casefold())
        assert len(shared) >= len(set(found.best.name.casefold())) - 3


@given(
    st.text(string.ascii_lowercase, min_size=4, max_size=9),
    st.text(string.ascii_lowercase, min_size=4, max_size=9),
)
def test_a_stranger_is_unknown(genus, epithet):
    name = f"{genus.capitalize()} {epithet}"
    assert INDEX.match(name).best is None
