"""The conditions of access, one function each. All must hold; the first that does not is the answer.

Each takes who acts, what they want to do, the record's label and the circumstances, and returns ``None`` where
its condition holds, otherwise the verdict. ``ORDER`` is the order in which they are asked.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from saola.core.values import Message, gettext_noop, say

from .actors import Actor, Function
from .labels import Context, Label
from .words import ActClass, DataClass, Outcome, State

REVIEWING = "records.review"
"""The act of those who decide about records whose review is overdue."""
OVERSEEING = "cases.oversee"
"""The act of those who see what the teams of their agency work on without being of the team."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided, the rule that decided, and the sentence a person reads."""

    outcome: Outcome
    rule: str
    why: Message

    def __bool__(self) -> bool:
        return self.outcome is Outcome.ALLOW


Rule = Callable[[Actor, str, Label | None, Context], Verdict | None]


def _deny(rule: str, template: str, **values: object) -> Verdict:
    return Verdict(Outcome.DENY, rule, say(template, **values))


def signed_in(actor: Actor, action: str, label: Label | None, context: Context) -> Verdict | None:
    if not actor.is_signed_in:
        return _deny("nobody-signed-in", gettext_noop("Nobody is signed in."))
    return None


def account_open(actor: Actor, action: str, label: Label | None, context: Context) -> Verdict | None:
    if not actor.is_active:
        return _deny("account-closed", gettext_noop("The account is closed."))
    return None


def role_held(actor: Actor, action: str, label: Label | None, context: Context) -> Verdict | None:
    """The person holds a function today."""
    if not actor.functions:
        return _deny("role-unknown", gettext_noop("The person holds no role."))
    if not any(_is_in_force(function, context) for function in actor.functions):
        last = max(actor.functions, key=lambda function: function.until)
        return _deny(
            f"role:{last.role}-ran-out",
            gettext_noop("The role ended on {day}; somebody must give it anew."),
            day=last.until.isoformat(),
        )
    return None


def role_allows(actor: Actor, action: str, label: Label | None, context: Context) -> Verdict | None:
    if any(_capable(actor, action, context)):
        return None
    held = [function.role for function in actor.functions if _is_in_force(function, context)] or ["none"]
    return _deny(f"role:{held[0]}-lacks:{action}", gettext_noop("The role does not allow this."))


def agency_reached(actor: Actor, action: str, label: Label | None, context: Context) -> Verdict | None:
    """A function given for some agencies reaches their records only; some records stay inside one agency."""
    if label is None or glass_is_broken(actor, action, label, context):
        return None
    if not any(_reaches(function, label) for function in _capable(actor, action, context)):
        return _deny("agency-out-of-reach", gettext_noop("The role is held for another agency."))
    if label.is_agency_only and label.agency not in _agencies(actor, context):
        return _deny("agency-only", gettext_noop("The record is for the agency it came from only."))
    return None


def compartments_held(actor: Actor, action: str, label: Label | None, context: Context) -> Verdict | None:
    """Every list on which the record stands must hold the person too."""
    if label is None or glass_is_broken(actor, action, label, context):
        return None
    for code in sorted(label.compartments):
        until = actor.compartments.get(code)
        if until is None:
            return _deny(
                "compartment-not-member", gettext_noop("Not on the need-to-know list of the record.")
            )
        if until < context.now.date():
            return _deny("compartment-ran-out", gettext_noop("The place on the need-to-know list ran out."))
    return None


def on_the_team(actor: Actor, action: str, label: Label | None, context: Context) -> Verdict | None:
    """What a team works on is read by the team, by those who oversee it, and, once overdue, by who reviews it."""
    if label is None or label.team is None or glass_is_broken(actor, action, label, context):
        return None
    if actor.name in label.team or _oversees(actor, action, label, context):
        return None
    if label.state is State.OVERDUE and any(_capable(actor, REVIEWING, context)):
        return None
    return _deny(
        "not-on-the-team", gettext_noop("Not one of those who work on it, nor one who oversees them.")
    )


def handling_kept(actor: Actor, action: str, label: Label | None, context: Context) -> Verdict | None:
    """Handling codes bar some functions from reading, and every function from passing on without permission."""
    if label is None:
        return None
    reaching = [f for f in _capable(actor, action, context) if _reaches(f, label)] or list(
        _capable(actor, action, context)
    )
    if reaching and all(function.barred & label.handling for function in reaching):
        code = sorted(frozenset().union(*(f.barred for f in reaching)) & label.handling)[0]
        return _deny(
            f"handling-{code}-bars", gettext_noop("The handling code {code} bars this role."), code=code
        )
    needed = {"court": "H1", "partner": "H2"}.get(context.leaves)
    if needed in label.handling and not context.has_permission:
        return Verdict(
            Outcome.NEEDS_APPROVAL,
            f"handling-{needed}-permission",
            say(
                gettext_noop("{agency} must permit it first ({code})."), agency=label.originator, code=needed
            ),
        )
    return None


def purpose_stated(actor: Actor, action: str, label: Label | None, context: Context) -> Verdict | None:
    if label is not None and label.data_class is not DataClass.ORDINARY and not context.purpose.strip():
        return _deny("purpose-not-stated", gettext_noop("What it is opened for was not said."))
    return None


def state_permits(actor: Actor, action: str, label: Label | None, context: Context) -> Verdict | None:
    if label is None or label.state is State.OPEN:
        return None
    if label.state is State.OVERDUE and not any(_capable(actor, REVIEWING, context)):
        return _deny("review-overdue", gettext_noop("The review of the record is overdue; it is put aside."))
    if label.state is State.CLOSED and not is_read(action):
        return _deny("record-closed", gettext_noop("The record is closed and is not changed any more."))
    return None


def session_strong(actor: Actor, action: str, label: Label | None, context: Context) -> Verdict | None:
    """Grave acts, and data of class A, ask for a fresh proof of who sits there."""
    is_grave = context.act_class is not ActClass.ALONE or (
        label is not None and label.data_class is DataClass.A
    )
    if is_grave and not context.is_fresh:
        return _deny("session-not-fresh", gettext_noop("The person must prove anew who they are."))
    return None


def second_person(actor: Actor, action: str, label: Label | None, context: Context) -> Verdict | None:
    if context.act_class is not ActClass.ALONE and not context.is_approved:
        return Verdict(
            Outcome.NEEDS_APPROVAL,
            f"second-person-{context.act_class}",
            say(gettext_noop("A second person must approve it first.")),
        )
    return None


ORDER: tuple[Rule, ...] = (
    signed_in,
    account_open,
    role_held,
    role_allows,
    agency_reached,
    compartments_held,
    on_the_team,
    handling_kept,
    purpose_stated,
    state_permits,
    session_strong,
    second_person,
)


def is_read(action: str) -> bool:
    return action.endswith(".read")


def glass_is_broken(actor: Actor, action: str, label: Label, context: Context) -> bool:
    """Whether an emergency lifts agency and list: reading only, this record only, never who a source is."""
    return (
        is_read(action)
        and not label.is_source
        and any(glass.record == label.key and context.now < glass.until for glass in actor.glass)
    )


def allowed(actor: Actor, action: str, label: Label | None, context: Context) -> Verdict:
    """The verdict when every condition holds: it names the function that carries it, or the broken glass."""
    function = next(
        (f for f in _capable(actor, action, context) if label is None or _reaches(f, label)),
        next(_capable(actor, action, context)),
    )
    if label is not None and _needs_glass(actor, action, label, context):
        return Verdict(
            Outcome.ALLOW, "glass-broken", say(gettext_noop("Emergency access, which is being reviewed."))
        )
    if label is not None and label.team is not None and actor.name in label.team:
        return Verdict(
            Outcome.ALLOW,
            f"role:{function.role}-on-the-team",
            say(gettext_noop("The role allows it, and the person works on it.")),
        )
    if label is not None and label.compartments:
        return Verdict(
            Outcome.ALLOW,
            f"role:{function.role}-in-compartment",
            say(gettext_noop("The role allows it, and the person is on every need-to-know list.")),
        )
    return Verdict(Outcome.ALLOW, f"role:{function.role}", say(gettext_noop("The role allows it.")))


def _oversees(actor: Actor, action: str, label: Label, context: Context) -> bool:
    """Whether one function both does the act and oversees, for an agency that has a part in it."""
    own = {actor.agency} - {""}
    for function in _capable(actor, action, context):
        if OVERSEEING in function.permissions:
            agencies = own if function.agencies is None else function.agencies
            if agencies & label.overseers:
                return True
    return False


def _needs_glass(actor: Actor, action: str, label: Label, context: Context) -> bool:
    is_member = all(
        code in actor.compartments and actor.compartments[code] >= context.now.date()
        for code in label.compartments
    )
    is_inside = not label.is_agency_only or label.agency in _agencies(actor, context)
    is_on_it = label.team is None or actor.name in label.team or _oversees(actor, action, label, context)
    return not (is_member and is_inside and is_on_it)


def _capable(actor: Actor, action: str, context: Context) -> Iterator[Function]:
    for function in actor.functions:
        if _is_in_force(function, context) and action in function.permissions:
            yield function


def _is_in_force(function: Function, context: Context) -> bool:
    return context.now.date() <= function.until


def _reaches(function: Function, label: Label) -> bool:
    return function.agencies is None or label.agency in function.agencies


def _agencies(actor: Actor, context: Context) -> set[str]:
    """The agencies inside which the person stands: their own, and those they hold a function for."""
    own = {actor.agency} if actor.agency else set()
    given = (f.agencies for f in actor.functions if f.agencies is not None and _is_in_force(f, context))
    return own.union(*given)
