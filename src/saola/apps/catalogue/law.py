"""The law of the knowledge library as books that can be asked: national law, and treaties between States."""

from functools import cache

from saola.core.law.national import LawBook
from saola.core.law.reading import read_law
from saola.core.law.reading.treaties import read_treaties
from saola.core.law.treaties import TreatyBook

from . import library


@cache
def law_book() -> LawBook:
    """The law of every jurisdiction that comes with Saola, one file each. Raises ``BadLawError``."""
    return LawBook(tuple(read_law(library.parse(file)) for file in library.knowledge_files("law")))


@cache
def treaty_book() -> TreatyBook:
    """Participation in the conventions, declarations, and treaties on assistance. Raises ``BadLawError``.

    Countries that do not exist stand in a file of their own.
    """
    said, invented = library.read("treaties.yaml"), library.read("treaties_fictional.yaml")
    return read_treaties(
        {
            **said,
            "states": [*said["states"], *invented["states"]],
            "sources": {**said["sources"], **invented["sources"]},
        },
        library.read("treaty_declarations.yaml"),
        library.read("cooperation_treaties.yaml"),
    )
