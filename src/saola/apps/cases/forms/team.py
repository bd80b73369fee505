"""Who works on a case, which agencies have a part in it, who leads, and where it stands."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts.models import Agency, Person
from saola.apps.accounts.roles import ROLES, Permission
from saola.core.casework import CaseAct, HandoverAct, HandoverState, Stage, acts_for, moves_for

from ..actions import closing, handing_over, moving, team
from ..models import Case, CaseAgency, CaseWorker
from ..queries import open_ends
from .acts import ActForm, long, word

READING = [role.code for role in ROLES.values() if Permission.CASES_READ in role.permissions]


def can_join(case: Case) -> Any:
    """Those whose role reads cases and who are not on the team yet."""
    on_it = case.workers.filter(until_at=None).values("person")
    able = Person.objects.filter(is_active=True, role__in=READING).exclude(pk__in=on_it)
    return able.select_related("agency").order_by("full_name")


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person: Person) -> str:
        return f"{person.full_name} ({person.agency})" if person.agency else person.full_name


class WorkerForm(ActForm):
    name, title, button = "worker", _("Put somebody on the team"), _("Put on the team")
    hint = _("They see the case from now on. The journal keeps who put them on it.")
    part: ClassVar[str] = "team"
    may_be_closed: ClassVar[bool] = True
    person = PersonField(Person.objects.none(), label=_("Who"))
    part_in_it = forms.ChoiceField(label=_("Part"), choices=CaseWorker.Part.choices, initial="investigator")

    def prepare(self) -> None:
        self.fields["person"].queryset = can_join(self.case)

    def do(self) -> str:
        said = self.cleaned_data
        team.add_worker(self.case, said["person"], by=self.person, part=said["part_in_it"])
        return gettext("{name} is on the team.").format(name=said["person"])


class LeaveForm(ActForm):
    name, title, button = "remove-worker", _("Take somebody off the team"), _("Take off the team")
    hint = _("They do not see the case any more, unless they oversee it.")
    part: ClassVar[str] = "team"
    may_be_closed: ClassVar[bool] = True
    person = PersonField(Person.objects.none(), label=_("Who"), empty_label=None)

    def prepare(self) -> None:
        on_it = self.case.workers.filter(until_at=None).values("person")
        self.fields["person"].queryset = Person.objects.filter(pk__in=on_it).select_related("agency")
        self.fields["person"].initial = self.words.get("person")

    @classmethod
    def fits(cls, case: Case, person: Any) -> bool:
        return case.workers.filter(until_at=None).count() > 1

    def do(self) -> str:
        said = self.cleaned_data
        team.remove_worker(self.case, said["person"], by=self.person)
        return gettext("{name} is not on the team any more.").format(name=said["person"])


class AgencyForm(ActForm):
    name, title, button = "agency", _("Give an agency a part in it"), _("Give it a part")
    hint = _(
        "Those who oversee the work of the agency see the case from now on; of what is seized, what they may."
    )
    part: ClassVar[str] = "team"
    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("Agency"))
    part_in_it = forms.ChoiceField(
        label=_("Part"), choices=[pair for pair in CaseAgency.Part.choices if pair[0] != CaseAgency.Part.LEAD]
    )
    reason = forms.CharField(label=_("Why"), max_length=300, required=False, widget=word())

    def prepare(self) -> None:
        there = self.case.agencies.filter(until_at=None).values("agency")
        self.fields["agency"].queryset = Agency.objects.exclude(pk__in=there)

    def do(self) -> str:
        said = self.cleaned_data
        team.add_agency(
            self.case, said["agency"], by=self.person, part=said["part_in_it"], reason=said["reason"]
        )
        return gettext("{agency} has a part in the case.").format(agency=said["agency"])


class EndAgencyForm(ActForm):
    name, title, button = "end-agency", _("End the part of an agency"), _("End its part")
    hint = _("Its people leave the team with it.")
    part: ClassVar[str] = "team"
    may_be_closed: ClassVar[bool] = True
    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("Agency"), empty_label=None)
    reason = forms.CharField(label=_("Why"), max_length=300, widget=word())

    def prepare(self) -> None:
        self.fields["agency"].queryset = Agency.objects.filter(pk__in=_others(self.case).values("agency"))

    @classmethod
    def fits(cls, case: Case, person: Any) -> bool:
        return _others(case).exists()

    def do(self) -> str:
        said = self.cleaned_data
        team.end_agency(self.case, said["agency"], by=self.person, reason=said["reason"])
        return gettext("{agency} has no part in the case any more.").format(agency=said["agency"])


def _others(case: Case) -> Any:
    return case.agencies.filter(until_at=None).exclude(part=CaseAgency.Part.LEAD)


class HandOverForm(ActForm):
    name, title, button = "hand-over", _("Propose to hand the case over"), _("Propose")
    hint = _("Your agency goes on leading until the other accepts. It sees the case from now on, to decide.")
    part: ClassVar[str] = "hand-over"
    receiver = forms.ModelChoiceField(Agency.objects.none(), label=_("To"))
    reason = forms.CharField(label=_("Why"), widget=long())

    def prepare(self) -> None:
        able = Agency.objects.filter(code__in=handing_over.able()).exclude(pk=self.case.lead_id)
        self.fields["receiver"].queryset = able

    @classmethod
    def fits(cls, case: Case, person: Any) -> bool:
        return HandoverAct.PROPOSE in _moves(case, person)

    def do(self) -> str:
        said = self.cleaned_data
        handing_over.propose(self.case, said["receiver"], said["reason"], by=self.person)
        return gettext("It is proposed; {agency} has to answer.").format(agency=said["receiver"])


def _moves(case: Case, person: Any) -> tuple[HandoverAct, ...]:
    agency = person.agency.code if person.agency_id else ""
    leadership = handing_over.leadership_of(case)
    return moves_for(leadership, agency, handing_over.able(), is_closed=case.stage == Stage.CLOSED)


class WithdrawForm(ActForm):
    name, title, button = "withdraw-hand-over", _("Withdraw the hand-over"), _("Withdraw")
    part: ClassVar[str] = "hand-over"
    reason = forms.CharField(label=_("Why"), widget=long())

    @classmethod
    def fits(cls, case: Case, person: Any) -> bool:
        return HandoverAct.WITHDRAW in _moves(case, person)

    def do(self) -> str:
        hand = self.case.hand_overs.get(state=HandoverState.PROPOSED)
        handing_over.withdraw(hand, self.cleaned_data["reason"], by=self.person)
        return gettext("The hand-over is withdrawn.")


class ReturnForm(ActForm):
    name, title, button = "return-hand-over", _("Return the case"), _("Return")
    hint = _("The lead goes back to the agency that handed it over.")
    part: ClassVar[str] = "hand-over"
    reason = forms.CharField(label=_("Why"), widget=long())

    @classmethod
    def fits(cls, case: Case, person: Any) -> bool:
        return HandoverAct.RETURN in _moves(case, person)

    def do(self) -> str:
        hand = self.case.hand_overs.filter(state=HandoverState.ACCEPTED).latest("pk")
        handing_over.return_(hand, self.cleaned_data["reason"], by=self.person)
        return gettext("{agency} leads again.").format(agency=hand.giver)


class MoveForm(ActForm):
    """One of the acts that move a case; each below says which."""

    act: ClassVar[CaseAct]
    reason = forms.CharField(label=_("Reasons"), widget=long(), required=False)

    @classmethod
    def fits(cls, case: Case, person: Any) -> bool:
        choices = acts_for(open_ends.state_of(case), open_ends.facts_of(case))
        return any(choice.act is cls.act for choice in choices)

    def do(self) -> str:
        moving.advance(self.case, self.act, by=self.person, reason=self.cleaned_data["reason"])
        return gettext("The case is in this stage now: {stage}.").format(stage=self.case.get_stage_display())


class InvestigateForm(MoveForm):
    name, act = "open-investigation", CaseAct.OPEN_INVESTIGATION
    title = button = _("Open an investigation")


class ReferForm(MoveForm):
    name, act = "refer", CaseAct.REFER
    title = button = _("Refer to the prosecution")


class BringToCourtForm(MoveForm):
    name, act = "bring-to-court", CaseAct.BRING_TO_COURT
    title = button = _("Bring to court")
    permission = Permission.CASES_PROSECUTE


class SendBackForm(MoveForm):
    name, act = "return-for-work", CaseAct.RETURN_FOR_WORK
    title = button = _("Return for more work")
    permission = Permission.CASES_PROSECUTE


class CloseForm(ActForm):
    name, title, button = "close", _("Close the case"), _("Close")
    hint = _("A second person approves it. Everything that stands open is told first.")
    permission = Permission.CASES_CLOSE
    asks_again: ClassVar[bool] = True
    ground = forms.ChoiceField(label=_("Ground"), choices=Case.Closing.choices)
    reasons = forms.CharField(label=_("In words"), widget=long())

    def do(self) -> str:
        said = self.cleaned_data
        closing.close(self.case, said["ground"], said["reasons"], by=self.person)
        return gettext("{number} is closed.").format(number=self.case.number)


class ReopenForm(ActForm):
    name, title, button = "reopen", _("Reopen the case"), _("Reopen")
    permission = Permission.CASES_CLOSE
    may_be_closed: ClassVar[bool] = True
    reason = forms.CharField(label=_("Why it is taken up again"), widget=long())

    @classmethod
    def fits(cls, case: Case, person: Any) -> bool:
        return case.stage == Stage.CLOSED

    def do(self) -> str:
        closing.reopen(self.case, self.cleaned_data["reason"], by=self.person)
        return gettext("{number} is open again.").format(number=self.case.number)


class AnswerForm(forms.Form):
    """What the agency that is asked says to a hand-over."""

    verdict = forms.ChoiceField(
        label=_("Answer"),
        choices=[("accept", _("accept: we lead from now on")), ("reject", _("reject, for the reason below"))],
        widget=forms.RadioSelect,
    )
    to = PersonField(
        Person.objects.none(), label=_("Who leads the work"), required=False, empty_label=_("I do")
    )
    reason = forms.CharField(label=_("Reasons"), widget=long(), required=False)

    def __init__(self, *args: Any, case: Case, hand: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        able = Person.objects.filter(is_active=True, role__in=READING, agency=hand.receiver_id)
        self.fields["to"].queryset = able.select_related("agency").order_by("full_name")
