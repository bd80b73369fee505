"""A word that names a group never settles on one species: that would be a silent guess."""

import pytest
import yaml
from django.conf import settings

from saola.apps.catalogue import queries
from saola.apps.catalogue.models import TaxonName

pytestmark = pytest.mark.usefixtures("knowledge")

ONE = {"SPECIES", "SUBSPECIES", "VARIETY"}
WORDS = {
    "ar": "نمر النمر الوشق فيل ببغاء سلحفاة قرش تمساح ثعبان دب",
    "en": "aloe anaconda bear caiman cedar chimpanzee cockatoo coral crane crocodile cycad eagle eel elephant falcon "
    "giant_clam gibbon gorilla hammerhead hornbill kestrel lynx macaw mahogany monkey orangutan orchid otter owl "
    "pangolin parrot python rhinoceros rosewood seahorse serow shark slow_loris snake sturgeon tapir tortoise turtle",
    "es": "águila anaconda anguila ballena búho caimán caoba chimpancé cocodrilo cornuda cotorra elefante flamenco "
    "gorila guacamayo halcón lince loro mono nutria orangután oso pangolín perezoso pitón rinoceronte tapir tiburón "
    "tortuga",
    "fr": "anaconda anguille chimpanzé civette éléphant faucon gorille hibou lynx orang-outan orchidée ours pangolin "
    "perroquet python requin requin-marteau rhinocéros singe tatou tortue tortue_géante",
    "ru": "медведь обезьяна орхидея панголин попугай рысь слон сова черепаха журавль акула крокодил",
    "zh": "穿山甲 象 大象 鹦鹉 乌龟 陆龟 海龟 熊 犀牛 鲟鱼 鳄鱼 鲨鱼 蛇 蟒蛇 水獭 懒猴 蜂猴 红豆杉 桃花心木 猕猴 猞猁 黑猩猩 猩猩 大猩猩 "
    "苏铁 砗磲 海马 鹰 隼 猫头鹰 犀鸟 珊瑚 红木 沉香 兰花 鹤",
}
OF_ONE_SPECIES = [
    ("tiger", "Panthera tigris"),
    ("虎", "Panthera tigris"),
    ("豹", "Panthera pardus"),
    ("lion", "Panthera leo"),
    ("wolf", "Canis lupus"),
    ("中华穿山甲", "Manis pentadactyla"),
    ("saola", "Pseudoryx nghetinhensis"),
]


def settles_on_one(word):
    best = queries.match(word).best
    return best.accepted_name if best and best.rank in ONE else None


@pytest.mark.parametrize("language", WORDS)
def test_bare_word_for_several_species_settles_on_none_of_them(language):
    words = [word.replace("_", " ") for word in WORDS[language].split()]
    assert {word: found for word in words if (found := settles_on_one(word))} == {}


def test_name_of_a_group_or_higher_taxon_settles_on_no_species():
    folder = settings.KNOWLEDGE_FOLDER / "species"
    words = {
        label
        for file in folder.glob("*/*.yaml")
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.startswith("label:")
        for label in yaml.safe_load(line)["label"].values()
    }
    higher = TaxonName.objects.filter(kind=TaxonName.COMMON).exclude(
        taxon__rank__in=[one.lower() for one in ONE]
    )
    for name, language in higher.values_list("name", "language"):
        words |= {name, queries.in_the_singular(name, language) if language in ("en", "es", "fr") else name}
    assert len(words) > 500
    assert {word: found for word in words - {""} if (found := settles_on_one(word))} == {}


@pytest.mark.parametrize(("word", "taxon"), OF_ONE_SPECIES)
def test_bare_word_for_one_species_settles_on_it(word, taxon):
    assert settles_on_one(word) == taxon


def test_pangolin_in_chinese_offers_the_family_the_genus_and_the_chinese_one_with_reasons():
    found = queries.match("穿山甲")
    assert found.best is None
    assert {one.accepted_name for one in found.candidates} == {"Manidae", "Manis", "Manis pentadactyla"}
    assert all(one.reasons for one in found.candidates)
