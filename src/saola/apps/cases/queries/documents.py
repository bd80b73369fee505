"""What stands in the papers of a case: its summary, its charge sheet, its list of exhibits.

A paper leaves the house: the name of a child never stands in it, and nothing that its reader does not see.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from saola.apps.catalogue import vocabularies
from saola.apps.catalogue.figures import quantity
from saola.apps.evidence.models import Exhibit
from saola.core.values import PartialDate

from ..models import Case, Charge
from .case_facts import seizures_seen
from .charges import proofs
from .court import outcomes
from .naming import called, without_names
from .papers import Paper, Section
from .written import day

Maker = Callable[[Case, Any], Paper]


def summary(case: Case, person: Any) -> Paper:
    """What the case is, who is in it, what happened, what came of it."""
    return Paper(
        _("Summary of the case {number}").format(number=case.number),
        _about(case),
        [
            Section(_("What is known so far"), words=_lines(_plain(case, case.summary)), none="–"),
            _people(case),
            _seizures(case, person),
            _outcomes(case),
            _events(case),
        ],
    )


def charge_sheet(case: Case, person: Any) -> Paper:
    """Every charge with the law of its day, its particulars, and what proves each element."""
    known = dict(proofs(case, seen_by=person))
    charges = case.charges.exclude(state="withdrawn").select_related("defendant__party")
    sections = [_charge(case, charge, known) for charge in charges.prefetch_related("elements")]
    nothing = [Section(_("Charges"), none=_("No charge is drawn up."))]
    title = _("Charge sheet of the case {number}").format(number=case.number)
    return Paper(title, _about(case), sections or nothing)


def exhibit_list(case: Case, person: Any) -> Paper:
    """The exhibits that the reader sees, with their seals and where they are."""
    seen = Exhibit.objects.visible_to(person).filter(incident__case_links__case=case)
    rows = [
        [
            one.number,
            _plain(case, one.description),
            quantity(one.present, one.unit),
            one.seal or "–",
            one.get_where_display(),
        ]
        for one in seen.select_related("incident").order_by("number")
    ]
    head = [_("Number"), _("Description"), _("Quantity"), _("Seal"), _("Where it is")]
    section = Section(
        _("Exhibits"), head=head, rows=rows, widths=[4, 8, 4, 4, 4], none=_("None that you see.")
    )
    return Paper(_("Exhibits of the case {number}").format(number=case.number), _about(case), [section])


PAPERS: dict[str, Maker] = {
    "summary": summary,
    "charge-sheet": charge_sheet,
    "exhibits": exhibit_list,
}
"""Every paper by its word in addresses."""


def _about(case: Case) -> list[tuple[str, str]]:
    place = ", ".join(
        part
        for part in (
            case.place_name,
            case.subdivision,
            vocabularies.country_label(case.country) if case.country else "",
        )
        if part
    )
    return [
        (_("Case"), f"{case.number} · {_plain(case, case.title)}"),
        (_("Leading agency"), str(case.lead)),
        (_("Stage"), case.get_stage_display()),
        (_("Opened"), day(case.opened_on)),
        (_("Date of the act"), day(case.act_day)),
        (_("Place"), place or "–"),
        (_("Court"), str(case.court) if case.court else "–"),
    ]


def _people(case: Case) -> Section:
    rows = [
        [
            called(one),
            vocabularies.label("involvement_parts", one.part),
            one.get_subject_display(),
            one.get_standing_display() or "–",
        ]
        for one in case.involved.select_related("party")
    ]
    head = [_("Who"), _("Part in it"), _("Subject category"), _("Where they are")]
    return Section(_("People and companies"), head=head, rows=rows, widths=[5, 4, 4, 3], none=_("None."))


def _seizures(case: Case, person: Any) -> Section:
    rows = [
        [
            one.number,
            day(one.date),
            one.place_name or "–",
            vocabularies.listed(
                vocabularies.group_label(code) for code in one.groups.strip(",").split(",") if code
            )
            or "–",
        ]
        for one in seizures_seen(case, person)
    ]
    head = [_("Seizure"), pgettext("day of a seizure", "On"), _("Place"), _("Species groups")]
    return Section(_("Seizures"), head=head, rows=rows, widths=[3, 3, 4, 5], none=_("None that you see."))


def _outcomes(case: Case) -> Section:
    rows = [
        [
            line.name,
            f"{line.charge.count}: {line.charge.provision}",
            line.charge.get_state_display(),
            _plain(case, "; ".join(f"{one.get_component_display()}: {one.words}" for one in line.sentences))
            or "–",
        ]
        for line in outcomes(case)
    ]
    head = [_("Defendant"), _("Charge"), _("Outcome"), _("Sentence")]
    return Section(_("Charges and outcome"), head=head, rows=rows, widths=[4, 5, 3, 5], none=_("None."))


def _events(case: Case) -> Section:
    events = case.events.standing().order_by("first_day", "pk").prefetch_related("involved__party")
    rows = [
        [
            day(PartialDate.parse_iso(one.happened_on)),
            vocabularies.label("case_events", one.kind),
            _plain(case, one.words),
        ]
        for one in events
    ]
    head = [_("When"), _("What"), _("In words")]
    return Section(_("What happened"), head=head, rows=rows, widths=[3, 3, 8], none=_("Nothing is entered."))


def _charge(case: Case, charge: Charge, known: dict[str, str]) -> Section:
    seen = {True: _("shown"), False: _("not shown"), None: pgettext("an element of a charge", "open")}
    rows = [
        [
            str(one.position),
            _plain(case, one.words),
            _plain(case, "; ".join(known[each] for each in one.proof if each in known)) or "–",
            seen[one.is_shown],
        ]
        for one in charge.elements.all()
    ]
    facts = [
        (_("Defendant"), called(charge.defendant)),
        (_("Provision"), charge.provision),
        (_("Body of law"), vocabularies.label("law_areas", charge.area) if charge.area else "–"),
        (_("Day of the act"), day(charge.act_day)),
        (_("Gravest custody"), charge.max_custody_words or "–"),
        (_("State"), charge.get_state_display()),
    ]
    return Section(
        title=_("Count {count}").format(count=charge.count),
        facts=facts,
        words=[charge.words, *_lines(_plain(case, charge.particulars))],
        head=[_("No."), _("What must be proved"), _("What proves it"), _("As the prosecutor sees it")],
        rows=rows,
        widths=[1, 6, 7, 3],
    )


def _plain(case: Case, words: str) -> str:
    return without_names(words, _children(case))


def _children(case: Case) -> Iterable[Any]:
    return case.involved.filter(is_child=True).select_related("party")


def _lines(words: str) -> list[str]:
    return [line for line in words.splitlines() if line.strip()]
