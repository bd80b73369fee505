"""One case of the fictional country, told step by step through the actions that people use.

Each step moves the day on; a step that would lie after today is not told, and the case stands where it is.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from saola.apps.accounts import approvals
from saola.apps.accounts.models import Agency, Person
from saola.apps.cases.actions import (
    appealing,
    charging,
    closing,
    handing_over,
    hearings,
    involving,
    judging,
    moving,
    noting,
    opening,
    sentencing,
    tasks,
    team,
)
from saola.apps.cases.models import Case, Charge, Hearing, Involvement, Sentence
from saola.apps.parties.models import Party
from saola.apps.seizures.models import Incident
from saola.core.casework import CaseAct

from .case_work import Work


class NotYet(Exception):
    """The next step lies after today."""


class Story:
    """A case while it is told. ``day`` is the day of the last step; ``by`` leads the work now."""

    def __init__(self, work: Work, incident: Incident, *, title: str = "", **said: Any) -> None:
        self.work, self.incident = work, incident
        self.day: date = incident.first_day
        self.by: Person = work.random.choice(
            work.leads(incident.agency.code if incident.agency else "police")
        )
        self.accused: list[Involvement] = []
        self.charges: list[Charge] = []
        self.prosecutor: Person | None = None
        self.prosecutor_to_be: Person = work.random.choice(work.prosecutors)
        opened = self.on(0, 6)
        self.case: Case = opening.open_case(
            title or work.title(incident),
            lead=self.by.agency,
            origin=said.pop("origin", "seizure"),
            opened_on=opened,
            seizures=said.pop("seizures", [incident]),
            occurred_on=said.pop("occurred_on", incident.seized_on),
            reference=incident.reference[:200],
            by=self.by,
            at=work.hour(opened),
            **said,
        )
        self._look_again()
        self.court = work.court()

    def _look_again(self) -> None:
        """Nobody but the story changes who may see its case, so that is worked out anew only when it did."""
        label = Case.access_label(self.case)
        self.case.access_label = lambda: label

    def on(self, least: int, most: int) -> date:
        """The day of the next step, so many days later. Raises ``NotYet``."""
        day = self.day + timedelta(days=self.work.random.randint(least, most))
        if day > self.work.today:
            raise NotYet(day)
        self.day = day
        return day

    def note(self, kind: str, words: str, *who: Involvement, days: tuple[int, int] = (0, 3), **more: Any):
        day = self.on(*days)
        return noting.note(
            self.case,
            kind,
            day.isoformat(),
            words,
            by=more.pop("by", self.by),
            involved=who,
            recorded_at=self.work.hour(day),
            **more,
        )

    def involve(self, part: str = "", subject: str = "suspect", party: Party | None = None, **more: Any):
        """Somebody new is in it, a person unless ``party`` says otherwise."""
        day = self.on(0, 2)
        one = involving.involve(
            self.case,
            party or self.work.someone(self.by),
            part or self.work.say("parts"),
            subject,
            by=self.by,
            at=self.work.hour(day),
            **more,
        )
        if subject == "suspect":
            self.accused.append(one)
        return one

    def investigate(self) -> None:
        self.note(
            "decision",
            self.work.say("decisions"),
            days=(1, 8),
            reason="The amount and the packing speak for trade.",
        )
        moving.advance(self.case, CaseAct.OPEN_INVESTIGATION, by=self.by, on=self.day.isoformat())

    def arrest(self, one: Involvement, *, released: bool = False) -> None:
        """Arrested, and before the court in time: on bail or in custody from then on."""
        self.note("arrest", self.work.say("arrests"), one, days=(0, 2))
        after = self.work.random.choice(["bail", "bail", "release"]) if not released else "release"
        self.note(after, self.work.words[after], one, days=(1, 1))

    def task(self, *, ended: bool) -> None:
        day = self.on(0, 4)
        row = tasks.add(
            self.case,
            self.work.say("tasks"),
            owner=self.by,
            due_on=day + timedelta(days=30),
            by=self.by,
            at=self.work.hour(day),
        )
        if ended and day + timedelta(days=25) < self.work.today:
            at = self.work.hour(day + timedelta(days=self.work.random.randint(3, 25)))
            tasks.end(row, self.work.say("outcome_of_tasks"), by=self.by, at=at)

    def search(self, *, after: tuple[int, int] = (1, 9), words: str = "") -> None:
        """A warrant, and the search that carries it out."""
        asked = self.note("warrant_issued", self.work.say("warrants"), days=(1, 6), until_on=None)
        self.note(
            "warrant_executed", words or self.work.say("searches"), days=after, reference=asked.reference
        )

    def controlled_delivery(self) -> None:
        begun = self.note("controlled_delivery", self.work.say("deliveries"), days=(1, 3))
        self.note(
            "decision",
            self.work.words["delivered"],
            days=(2, 9),
            reference=begun.reference,
        )

    def joined_by(self, agency: Agency, *, leaves: bool) -> None:
        day = self.on(1, 10)
        team.add_agency(
            self.case, agency, by=self.by, reason=self.work.words["joint"], at=self.work.hour(day)
        )
        colleague = self.work.leads(agency.code)[0]
        if colleague != self.by:
            team.add_worker(self.case, colleague, by=self.by, at=self.work.hour(day))
        self._look_again()
        if leaves:
            left = self.on(30, 90)
            team.end_agency(
                self.case, agency, by=self.by, reason=self.work.words["part_done"], at=self.work.hour(left)
            )
            self._look_again()

    def hand_over(self, to: Agency, *, answer: str) -> None:
        """Proposed to ``to``, and ``answer``: accept, reject, withdraw, return; empty: it waits."""
        day = self.on(3, 20)
        hand = handing_over.propose(
            self.case, to, self.work.say("hand_over"), by=self.by, at=self.work.hour(day)
        )
        self._look_again()
        if not answer:
            return
        day, receiver = self.on(1, 9), self.work.leads(to.code)[0]
        overseer = next(one for one in self.work.supervisors if one.agency == to)
        at = self.work.hour(day)
        if answer == "reject":
            handing_over.reject(hand, self.work.words["rejected"], by=overseer, at=at)
        elif answer == "withdraw":
            handing_over.withdraw(hand, self.work.words["withdrawn"], by=self.by, at=at)
        else:
            handing_over.accept(hand, answer=self.work.say("accepted"), by=overseer, to=receiver, at=at)
            giver, self.by = self.by, receiver
            self._look_again()
            if answer == "return":
                day = self.on(21, 21)
                handing_over.return_(hand, self.work.words["returned"], by=receiver, at=self.work.hour(day))
                self.by = giver
                self._look_again()

    def refer(self, *, days: tuple[int, int] = (20, 120)) -> None:
        """The file goes to the prosecution, and a prosecutor has a part in it."""
        day = self.on(*days)
        at = self.work.hour(day)
        self.prosecutor = self.prosecutor_to_be
        team.add_agency(self.case, self.work.prosecution, part="prosecution", by=self.by, at=at)
        team.add_worker(self.case, self.prosecutor, part="prosecutor", by=self.by, at=at)
        self._look_again()
        moving.advance(
            self.case,
            CaseAct.REFER,
            by=self.by,
            reason=self.work.words["file"],
            on=day.isoformat(),
            recorded_at=at,
        )

    def draft(self, one: Involvement, *provisions: str, **more: Any) -> Charge:
        """A charge under the first of ``provisions`` that the law of the day lets be charged."""
        day, refused = self.on(2, 20), None
        acted_on = more.pop("acted_on", "") or self.incident.seized_on
        for provision in provisions:
            try:
                charge = charging.draft(
                    self.case,
                    one,
                    provision,
                    acted_on,
                    by=self.prosecutor,
                    particulars=self.work.words["particulars"],
                    drafted_on=day,
                    **more,
                )
            except charging.CannotBeChargedError as error:
                refused = error
            else:
                self.charges.append(charge)
                return charge
        raise refused or LookupError("no provision was named")

    def file(self) -> None:
        day = self.on(5, 40)
        for charge in self.charges:
            charging.file(charge, filed_on=day, by=self.prosecutor, recorded_at=self.work.hour(day))

    def hearing(self, kind: str, days: tuple[int, int]) -> Hearing:
        """A sitting that was held, or one that is planned where the day has not come."""
        day = self.day + timedelta(days=self.work.random.randint(*days))
        at = datetime.combine(day, self.work.hour(self.day).timetz()).replace(hour=9, minute=30, second=0)
        entered = hearings.enter(self.case, self.court, kind, at, by=self.prosecutor or self.by)
        if day > self.work.today or at > self.work.now:
            raise NotYet(day)
        self.day = day
        return entered

    def sit(self, kind: str, days: tuple[int, int], *, adjourned: Sequence[str] = ()) -> None:
        """A hearing that is put off for each of the reasons, and held at last."""
        sitting = self.hearing(kind, days)
        for reason in adjourned:
            later = sitting.at + timedelta(days=self.work.random.randint(14, 60))
            following = hearings.adjourn(sitting, reason=reason, next_at=later, by=self.prosecutor)
            if later > self.work.now:
                raise NotYet(later.date())
            self.day, sitting = later.date(), following
        hearings.held(sitting, by=self.prosecutor)

    def verdict(self, charge: Charge, state: str, *, reason: str = "", words: str = "") -> None:
        judging.decide(
            charge,
            state,
            decided_on=self.day,
            court=self.court,
            by=self.prosecutor,
            reason=reason,
            words=words,
            recorded_at=self.work.hour(self.day),
        )

    def sentence(
        self, charge: Charge, component: str, *, days: int | None = None, amount: int = 0
    ) -> Sentence:
        said = self.work.words["sentence_words"][component]
        words = said.format(term=self.work.term(days or 0), days=days, amount=f"{amount:,}")
        return sentencing.sentence(
            charge,
            component,
            words,
            pronounced_on=self.day,
            by=self.prosecutor,
            days=days,
            amount=Decimal(amount) if amount else None,
            unit="XTS" if amount else "",
        )

    def appeal(self, one: Involvement, of: str = "defence") -> Any:
        day = self.on(5, 28)
        return appealing.lodge(
            one,
            of=of,
            court=self.work.courts["appeal"],
            lodged_on=day,
            words=self.work.say("grounds"),
            by=self.prosecutor,
        )

    def close(self, why: str, *, words: str = "", days: tuple[int, int] = (5, 40)) -> None:
        """Closed with the approval of a second person; everything that stands open was ended before."""
        day = self.on(*days)
        by = self.prosecutor or self.by
        words = words or self.work.words["closing"].get(why, self.work.words["closing"]["judged"])
        self.case.refresh_from_db()
        closing.check(self.case, words)
        wanted = approvals.ask(
            closing.ACTION,
            closing.asked(self.case, closing=why, words=words),
            by=by,
            reason=self.work.words["asks_to_close"],
        )
        approvals.decide(wanted, approve=True, by=self.work.approver(by))
        closing.close(self.case, why, words, by=by, on=day, recorded_at=self.work.hour(day))
