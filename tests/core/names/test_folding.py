import pytest

from saola.core.names.folding import common_key, scientific_key, sound, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("leucophthalmus", "leucophthalma"),
        ("carbonaria", "carbonarius"),
        ("niger", "nigra"),
        ("viridis", "viride"),
        ("smithi", "smithii"),
    ],
)
def test_stem_folds_latin_endings(one, other):
    assert stem(one) == stem(other)


def test_stem_keeps_genitives_of_different_persons_apart():
    assert stem("johnsonii") != stem("johnstonii")
    assert stem("smithi") != stem("smithae")


def test_sound_folds_what_sounds_alike():
    assert sound("callithrix") == sound("callitrix")
    assert sound("palaeosuchus") == sound("paleosuchus")


def test_a_cross_and_a_subspecies_have_different_keys():
    assert scientific_key("Aloe b x c") != scientific_key("Aloe b c")
    assert scientific_key("Aloe b var. c") == scientific_key("ALOE b C")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sea-Eagle", "sea eagle"),
        ("perroquet à queue", "Perroquet a queue"),
        ("Ёж", "еж"),
        ("أسد", "اسد"),
        ("فيـــل", "فيل"),
        ("ｐａｎｄａ", "panda"),
        ("穿 山 甲", "穿山甲"),
    ],
)
def test_common_key_folds_within_a_script(one, other):
    assert common_key(one) == common_key(other)


def test_common_key_keeps_letters_that_differ():
    assert common_key("йога") != common_key("иога")
    assert common_key("बाघ") != common_key("बघ")
