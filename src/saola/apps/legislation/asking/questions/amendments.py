"""What did amendments change? Every pair of texts in the book, with both answers of rule R1."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saola.apps.catalogue import vocabularies
from saola.apps.catalogue.answers import said
from saola.apps.legislation.queries import law_book
from saola.core.law.amendments import gravest_penalty
from saola.core.law.before_and_after import Amendment, amendments
from saola.core.law.statutes import Version
from saola.core.law.wording import custody_in_words

from ..about_offence import page_of, serious_sentence
from ..answers import Answer, Cell, Shown, Table, cells, columns, outcome_cell
from ..ask_form import AskForm, LawCountryField
from . import Question


class AmendmentsForm(AskForm):
    """Of one country, or of all."""

    country = LawCountryField(label=gettext_lazy("Country"), required=False)
    on = None


def answer(form: AmendmentsForm) -> Answer:
    """Each amendment with the answer before and after; the findings in full where one country was chosen."""
    country = form.cleaned_data["country"]
    pairs = [
        one for one in amendments(law_book()) if not country or one.after_of.territory.country == country
    ]
    pairs.sort(key=lambda one: (vocabularies.country_label(one.after_of.territory.country), str(one.on)))
    heads = columns(
        ("country", _("Country")),
        ("provision", _("Provision"), "whole"),
        ("on", _("Changed on"), "whole"),
        ("before", _("Serious crime before")),
        ("custody_before", _("Custody before")),
        ("after", _("Serious crime after")),
        ("custody_after", _("Custody after")),
        ("changes", _("What changed")),
    )
    table = Table("amendments", _("Before and after each amendment"), heads, tuple(map(_row, pairs)))
    return Answer(tuple(_findings(pairs)) if country else (), (table,), data={"country": country})


def _row(pair: Amendment) -> tuple[Cell, ...]:
    id = pair.after_of.id if pair.after_of is pair.before_of else f"{pair.before_of.id} → {pair.after_of.id}"
    country = pair.after_of.territory.country
    return cells(
        Cell(vocabularies.country_label(country), plain=country),
        Cell(id, page_of(pair.after_of)),
        Cell(pair.on, plain=str(pair.on)),
        outcome_cell(pair.before.outcome),
        _custody(pair.texts[0]),
        outcome_cell(pair.after.outcome),
        _custody(pair.texts[1]),
        " ".join(said(change.text) for change in pair.changes),
    )


def _custody(text: Version) -> str:
    """The gravest custody that the text has, aggravating facts included."""
    penalty = gravest_penalty(text)
    return said(custody_in_words(penalty.custody)) if penalty else "–"


def _findings(pairs: list[Amendment]) -> list[Shown]:
    shown = []
    for number, pair in enumerate(pairs, 1):
        shown.append(
            Shown(
                f"before_{number}",
                _("{id}, before").format(id=pair.before_of.id),
                pair.before,
                serious_sentence(pair.before),
            )
        )
        shown.append(
            Shown(
                f"after_{number}",
                _("{id}, after").format(id=pair.after_of.id),
                pair.after,
                serious_sentence(pair.after),
            )
        )
    return shown


QUESTION = Question(
    "amendments",
    gettext_lazy("What did amendments change?"),
    gettext_lazy(
        "The answer on the last day before each amendment that is loaded, and on the first day after it."
    ),
    AmendmentsForm,
    answer,
    asks_nothing=True,
)
