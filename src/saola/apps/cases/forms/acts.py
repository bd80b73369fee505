"""One form an act. Each says to whom and when it is offered, and carries the act out."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise

from saola.apps.accounts import policy
from saola.apps.accounts.roles import Permission
from saola.core.casework import Stage

from ..models import Case

FORMS: dict[str, type["ActForm"]] = {}


def long(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def word(**more: Any) -> forms.TextInput:
    return forms.TextInput(attrs={"dir": "auto", **more})


def day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ActForm(forms.Form):
    """``hint`` says what follows from the act; ``part`` is the part of the page to go back to."""

    name: ClassVar[str]
    title: ClassVar[Promise]
    button: ClassVar[Promise]
    hint: ClassVar[Promise | str] = ""
    part: ClassVar[str] = ""
    permission: ClassVar[Permission] = Permission.CASES_WRITE
    may_be_closed: ClassVar[bool] = False
    asks_again: ClassVar[bool] = False
    do_not_call_in_templates: ClassVar[bool] = True  # pages list the classes themselves

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        if "name" in cls.__dict__:
            FORMS[cls.name] = cls

    def __init__(self, *args: Any, case: Case, person: Any, words: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.person, self.words = case, person, words or {}
        self.prepare()

    def prepare(self) -> None:
        """Choices that depend on the case."""

    @classmethod
    def fits(cls, case: Case, person: Any) -> bool:
        """Whether the act makes sense now; whether it is allowed the policy says."""
        return True

    def do(self) -> str:
        """Carry the act out; returns a sentence for the person."""
        raise NotImplementedError

    @classmethod
    def is_open_to(cls, case: Case, person: Any) -> bool:
        """Whether ``person`` may do this with the case as it is."""
        if case.stage == Stage.CLOSED and not cls.may_be_closed:
            return False
        return bool(
            policy.decide(person, cls.permission, case, {"purpose": case.number}) and cls.fits(case, person)
        )


def acts_for(case: Case, person: Any) -> Iterator[type[ActForm]]:
    """What ``person`` may do with the case as it is now, in the order of the work."""
    for form in FORMS.values():
        if form.is_open_to(case, person):
            yield form
