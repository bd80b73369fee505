"""Carrying out what a form says about the law: every refusal comes back to the form, whole, with nothing kept."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _

from saola.apps.catalogue.answers import said
from saola.core.law import BadLawError

from .actions import amending, rules
from .actions.changing import Change, ChangedMeanwhileError, FaultyLawError, rehearse


@dataclass(slots=True)
class Done:
    """``is_kept``, or what to look at before it is kept all the same."""

    is_kept: bool = False
    told: list[str] = field(default_factory=list)


def carry_out(act: Callable[[], Change], form: forms.Form, row: Model | None, *, is_sure: bool) -> Done:
    """Rehearse ``act``; keep it unless something is told that nobody has confirmed yet (``is_sure``).

    What refuses it is added to ``form``. ``row`` is what was opened; its revision now stands in the form, so that
    whoever looks again can keep it the second time.
    """
    try:
        told = [said(fault.text) for fault in rehearse(act).told]
        if told and not is_sure:
            return Done(told=told)
        act()
    except FaultyLawError as error:
        for fault in error.faults:
            form.add_error(None, said(fault.text))
    except ChangedMeanwhileError:
        _look_again(form, row)
    except (amending.RepealedAlreadyError, rules.EndedAlreadyError) as error:
        form.add_error(
            None,
            _("It ended already: it is no longer in force from {until}. Nothing was changed.").format(
                until=error.until
            ),
        )
    except BadLawError as error:
        form.add_error(
            None, _("This could not be kept as law, and nothing was changed: {what}.").format(what=error)
        )
    else:
        return Done(is_kept=True)
    return Done()


def _look_again(form: forms.Form, row: Model | None) -> None:
    form.add_error(
        None,
        _(
            "Somebody else changed it after you opened it. Nothing of yours is kept yet; it still stands in the "
            "fields below. Look at how it reads now, then keep it again."
        ),
    )
    if row is not None:
        row.refresh_from_db()
        form.data = form.data.copy()
        form.data[form.add_prefix("seen")] = str(row.revision)
