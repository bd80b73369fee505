"""What the facts and their words are called on a form."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from saola.apps.catalogue import vocabularies
from saola.core.law.groups import LIMBS

_FACTS: dict[str, Promise] = {
    "species": gettext_lazy("Species"),
    "taxon": gettext_lazy("Species"),
    "conduct": gettext_lazy("What was done"),
    "country": gettext_lazy("Country"),
    "subdivision": gettext_lazy("Part of the country"),
    "committed_in": gettext_lazy("States in which acts were committed"),
    "traces_in_requested_state": gettext_lazy(
        "Victims, witnesses, proceeds or evidence in the requested State"
    ),
    "is_below_age_of_responsibility": gettext_lazy("Too young to answer for a crime"),
    "in_transit": gettext_lazy("In transit or trans-shipment"),
    "under_customs_control": gettext_lazy("Under customs control all the way"),
    "pre_convention": gettext_lazy("Said to be acquired before the Convention applied"),
    "acquired_before_listing": gettext_lazy("Acquired before the species was listed"),
    "personal_effects": gettext_lazy("Personal or household effects"),
    "acquired_outside_residence": gettext_lazy("Acquired outside the owner's State of residence"),
    "brought_into_residence": gettext_lazy("Brought into the owner's State of residence"),
    "taken_from_wild_there": gettext_lazy("Taken from the wild where acquired"),
    "export_permit_required_there": gettext_lazy("That State asks for an export permit for such effects"),
    "captive_bred": gettext_lazy("Said to be bred in captivity or artificially propagated"),
    "scientific_exchange": gettext_lazy("Loan, gift or exchange between scientific institutions"),
    "is_non_commercial": gettext_lazy("Without any commercial side"),
    "institutions_registered": gettext_lazy("Both institutions are registered"),
    "travelling_exhibition": gettext_lazy("Travelling zoo, circus or exhibition"),
    "exhibition_registered": gettext_lazy("The exhibition is registered"),
    "authority_waived": gettext_lazy("The authority waived the documents"),
}
_WORDS: dict[str, Promise] = {
    "serious": pgettext_lazy("circumstances", "serious"),
    "especially_serious": pgettext_lazy("circumstances", "especially serious"),
    "intent": gettext_lazy("with intent"),
    "knowledge": gettext_lazy("knowingly"),
    "recklessness": gettext_lazy("recklessly"),
    "negligence": gettext_lazy("by negligence"),
    "principal": gettext_lazy("as principal"),
    "accomplice": gettext_lazy("as accomplice"),
    "attempt": gettext_lazy("attempt only"),
    "elephant": gettext_lazy("elephants"),
    "rhinoceros": gettext_lazy("rhinoceroses"),
    "tiger": gettext_lazy("tigers"),
    "snow_leopard": gettext_lazy("snow leopards"),
    "clouded_leopard": gettext_lazy("clouded leopards"),
    "musk_deer": gettext_lazy("musk deer"),
    "gaur": gettext_lazy("gaurs"),
    "natural": gettext_lazy("a person"),
    "legal": gettext_lazy("a company or other legal person"),
}
OTHER = "other"
"""What stands for any word that the law does not tell apart."""


def fact_label(name: str) -> str:
    """What a fact is called; one that a law brought along itself is shown as it is written."""
    if name in LIMBS:
        return _(LIMBS[name])
    if name in _FACTS:
        return str(_FACTS[name])
    if name in vocabularies.vocabulary("law_facts"):
        label = vocabularies.label("law_facts", name)
        return label[:1].upper() + label[1:]
    return name.replace("_", " ").capitalize()


def word_label(fact: str, word: str) -> str:
    """What one word of a fact is called."""
    if word == OTHER:
        return _("none of these")
    if fact == "conduct":
        return vocabularies.label("conducts", word)
    if fact == "group" and word in vocabularies.group_entries():
        return vocabularies.group_label(word)
    if fact == "appendix":
        return _("in no Appendix") if word == "none" else _("Appendix {number}").format(number=word)
    return str(_WORDS.get(word, word.replace("_", " ")))
