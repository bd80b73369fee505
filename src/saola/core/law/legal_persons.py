"""Rule R6: can a company be made to answer? UNTOC article 10: criminally, civilly or administratively.

Always beside the individuals who acted, never instead of them (article 10(3)).
"""

from datetime import date

from saola.core.values import Finding, Mark, Missing, Reason, Source, gettext_noop, say

from .logic import NO, UNKNOWN, YES, agreed
from .standing import standing
from .statutes import LegalPersons, Liability, Provision

ARTICLE = Source("United Nations Convention against Transnational Organized Crime", "art. 10", Mark.CHECKED)
_SAID = {
    YES: gettext_noop("Companies answer for {id} ({liability}), beside the individuals who acted."),
    NO: gettext_noop("Companies do not answer for {id}; individuals do."),
    UNKNOWN: gettext_noop("Whether companies answer for {id} was not verified; individuals do in any case."),
}
_ANSWERS = {Liability.NONE: NO, Liability.UNKNOWN: UNKNOWN}


def legal_person_liable(provision: Provision, on: date) -> Finding[LegalPersons]:
    """Whether a legal person can be made to answer for the offence by the law of the day."""
    stood = [one.version.legal_persons for one in standing(provision, on)]
    outcome = agreed(_ANSWERS.get(one.liability, YES) for one in stood) if stood else NO
    value = stood[-1] if stood else LegalPersons(Liability.NONE)
    text = say(_SAID[outcome], id=provision.id, liability=value.words or value.liability.value)
    lack = Missing(
        "legal_persons", say(gettext_noop("What the law says of companies for {id}."), id=provision.id)
    )
    return Finding(
        outcome=outcome,
        question=say(gettext_noop("Do companies answer for {id}?"), id=provision.id),
        on=on,
        rule="R6 legal_person",
        value=value,
        reasons=(Reason(text, "R6", (ARTICLE, provision.versions[-1].source)),),
        missing=(lack,) if outcome is UNKNOWN else (),
    )
