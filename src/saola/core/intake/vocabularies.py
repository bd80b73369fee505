"""Code lists as the caller hands them in: which code a written word stands for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from .words import fold

UNIT_WORDS: dict[str, str] = {
    "KGM": "kg|kgs|kilo|kilos|kilogram|kilograms|kilogramme|kilogrammes|kilogramo|kilogramos|quilo|quilos|quilograma|"
    "quilogramas|кг|килограмм|килограммов|كغ|كجم|كيلوغرام|كيلو|公斤|千克|kil|ki lo gam|กก",
    "GRM": "g|gr|gram|grams|gramme|grammes|gramo|gramos|grama|gramas|г|гр|грамм|граммов|غ|غرام|جرام|克|gam",
    "MGM": "mg|milligram|milligrams|毫克|мг",
    "TON": "t|ton|tons|tonne|tonnes|tonelada|toneladas|mt|metric ton|metric tons|metric tonnes|т|тонн|тонна|طن|吨|公吨|tan",
    "OUN": "oz|ounce|ounces",
    "PND": "lb|lbs|pound|pounds",
    "LTR": "l|ltr|litre|litres|liter|liters|litro|litros|л|литр|литров|لتر|升|lit",
    "MLT": "ml|millilitre|millilitres|milliliter|milliliters|мл|毫升",
    "MTR": "m|metre|metres|meter|meters|metro|metros|м|метр|метров|متر|米|met",
    "CTM": "cm|centimetre|centimetres|centimeter|centimeters|厘米|см",
    "MTK": "m2|m²|sqm|square metre|square metres|square meter|metro quadrado|metros cuadrados|кв м|متر مربع|平方米",
    "MTQ": "m3|m³|cbm|cubic metre|cubic metres|cubic meter|cubic meters|metro cubico|metros cubicos|куб м|متر مكعب|立方米|khoi",
    "NAR": "number|no|nos|ind|indi|individual|individuals|individu|individus|individuo|individuos|specimen|specimens|"
    "head|heads|animal|animals|unidade|unidades|unidad|unidades|unid|und|ejemplar|ejemplares|exemplar|exemplares|"
    "особь|особи|особей|голов|экз|экземпляр|экземпляров|فرد|رأس|حيوان|عدد|只|头|隻|頭|条|個體|个体|株|con|ca the|cay",
    "PCS": "pc|pcs|piece|pieces|pce|pza|pieza|piezas|peca|pecas|pieces|шт|штук|штука|штуки|قطعة|قطع|件|块|片|支|根|枚|个|"
    "chiec|cai|mieng|manh",
    "PAI": "pair|pairs|paire|paires|par|pares|пара|пары|пар|زوج|对|副|doi|cap",
    "BAG": "bag|bags|sac|sacs|saco|sacos|bolsa|bolsas|sack|sacks|мешок|мешков|كيس|أكياس|袋|包|bao|tui",
    "BOX": "box|boxes|boite|boites|caja|cajas|caixa|caixas|коробка|коробок|صندوق|صناديق|盒|箱|hop|thung",
    "CAS": "case|cases",
    "CRT": "carton|cartons|crate|crates|كرتون|纸箱",
    "BOT": "bottle|bottles|bouteille|bouteilles|botella|botellas|garrafa|garrafas|vidro|vidros|бутылка|бутылок|زجاجة|瓶|chai",
    "SET": "set|sets|套|комплект|طقم|bo",
    "SKI": "skin|skins|peau|peaux|piel|pieles|pele|peles|шкура|шкур|جلد|张|张皮|tam da",
    "SHP": "shipment|shipments|batch|lot|批",
}
"""Words for the units of the Convention's list, in everyday office language, from memory."""

STATE_WORDS: dict[str, str] = {
    "alive": "alive|live|living|vivo|viva|vivos|vivas|vivant|vivants|vivante|活|活体|活的|живой|живые|живая|живых|жив|"
    "حي|حية|على قيد الحياة|song|con song|hidup",
    "dead": "dead|killed|carcass|morto|morta|mortos|mortas|muerto|muerta|muertos|muertas|mort|morte|morts|死|死体|死亡|"
    "мертвый|мертвые|мертв|мертвая|ميت|ميتة|نافق|chet|da chet|mati",
}
"""Words for the state of a specimen."""


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """Code lists by name (``term``, ``unit``, ``state``, ``transport``, ``place_type``, ``concealment``,
    ``detection``, ``reason``, ``disposal``, ``country``, ``place``), each a mapping from folded word to code.

    ``country`` holds what is known beside ISO 3166 and the names of its countries, which are always known;
    ``place`` maps names of places to the country they lie in, for routes told in towns and ports.
    """

    lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Mapping[str, Mapping[str, Iterable[str]]]) -> "Vocabularies":
        """From ``{"term": {"SCA": ["scales", "écailles"]}}``; each code is a word for itself.

        Units and states of specimens come with common words in nine languages; what is given goes before.
        """
        built_in = {"unit": UNIT_WORDS, "state": STATE_WORDS}
        lists: dict[str, dict[str, str]] = {}
        for name in dict.fromkeys((*words, *built_in)):
            found = lists.setdefault(name, {})
            for code, given in words.get(name, {}).items():
                for word in (*given, code):
                    found.setdefault(word_key(word), code)
            for code, text in built_in.get(name, {}).items():
                for word in (*text.split("|"), code):
                    found.setdefault(word_key(word), code)
        return cls(MappingProxyType({name: MappingProxyType(found) for name, found in lists.items()}))

    def find(self, name: str, word: str) -> str | None:
        """The code for ``word`` in the list ``name``, or ``None``."""
        return self.lists.get(name, {}).get(word_key(word))

    def has(self, name: str) -> bool:
        """Whether there is a list ``name`` to look in."""
        return bool(self.lists.get(name))


def word_key(word: str) -> str:
    """The form in which words of a code list meet: folded, or bare where folding would leave nothing."""
    return fold(word) or word.strip()
