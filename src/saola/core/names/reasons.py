"""The sentences with which a candidate explains itself."""

from ..values import Message, gettext_noop, say

ACCEPTED = say(gettext_noop("This is an accepted name, as written."))
SYNONYM = say(gettext_noop("This is a synonym of the accepted name."))
HIGHER = say(gettext_noop("This is the name of a higher taxon; the species was not given."))
MISSPELT_FAR = say(gettext_noop("The spelling is near, but not near enough to decide without a person."))
ONLY_GENUS_DIFFERS = say(
    gettext_noop("The genus as written exists; a misspelt genus is unlikely, another species more likely.")
)
TENTATIVE = say(gettext_noop("The writer marked the identification as uncertain (cf. or ?)."))
AFFINIS = say(gettext_noop("The writer marked it as related to this species, not as this species (aff.)."))
ABBREVIATED = say(
    gettext_noop(
        "The genus is only an initial; species outside the loaded lists may share initial and epithet."
    )
)
SEVERAL_IN_ONE = say(gettext_noop("The cell holds several names; each needs a row of its own."))
PARENT = say(gettext_noop("This is a parent of the hybrid as written."))


def synonym(name: str, accepted: str) -> Message:
    return say(gettext_noop("{name} is a synonym of {accepted}."), name=name, accepted=accepted)


def also_synonym(name: str, accepted: str) -> Message:
    return say(
        gettext_noop("{name} was also used for {accepted}; check the locality if the source is old."),
        name=name,
        accepted=accepted,
    )


def split(name: str, count: int) -> Message:
    return say(
        gettext_noop("{name} is a synonym of {count} accepted taxa; the locality or an expert must decide."),
        name=name,
        count=count,
    )


def homonym(name: str, count: int) -> Message:
    return say(
        gettext_noop("{count} taxa bear the name {name}; the family or the author must decide."),
        name=name,
        count=count,
    )


def author_agrees(author: str) -> Message:
    return say(gettext_noop("The author as written fits: {author}."), author=author)


def other_ending(name: str) -> Message:
    return say(gettext_noop("Only the Latin ending differs from {name}."), name=name)


def moved(genus: str, name: str, family: str) -> Message:
    return say(
        gettext_noop(
            "Species of {genus} were moved to the genus of {name}, and no other species in {family} has this epithet."
        ),
        genus=genus,
        name=name,
        family=family,
    )


def misspelt(name: str, distance: int) -> Message:
    if distance == 1:
        return say(gettext_noop("One letter differs from {name}."), name=name)
    return say(gettext_noop("{distance} letters differ from {name}."), name=name, distance=distance)


def common(name: str, language: str) -> Message:
    if language:
        return say(
            gettext_noop("{name} is a common name of this taxon ({language})."), name=name, language=language
        )
    return say(gettext_noop("{name} is a common name of this taxon."), name=name)


def common_of_several(name: str, count: int) -> Message:
    return say(gettext_noop("{name} is a common name of {count} taxa."), name=name, count=count)


def group(name: str) -> Message:
    return say(gettext_noop("{name} names a group; the species was not given."), name=name)


def species_not_listed(name: str, genus: str) -> Message:
    return say(
        gettext_noop("The species {name} is not in the loaded lists; its genus {genus} is."),
        name=name,
        genus=genus,
    )


def some_of_genus(genus: str, count: int) -> Message:
    return say(
        gettext_noop(
            "The genus {genus} has no entry of its own in the loaded lists; taxa of it that have one: {count}."
        ),
        genus=genus,
        count=count,
    )


def below_not_listed(written: str, name: str) -> Message:
    return say(
        gettext_noop("{written} is not in the loaded lists by itself; it belongs to {name}."),
        written=written,
        name=name,
    )


def outside(name: str, higher: str) -> Message:
    return say(gettext_noop("{name} does not belong to {higher}."), name=name, higher=higher)
