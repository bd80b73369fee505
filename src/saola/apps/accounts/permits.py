"""Binding a view to the permission it needs, where a test can read it back."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse

from . import policy
from .roles import Permission

View = Callable[..., HttpResponse]


def needs(permission: Permission) -> Callable[[View], View]:
    """Open a view only to those whom the policy allows; for anyone else the page does not exist."""

    def bind(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not policy.decide(request.user, permission):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.permission = permission
        return guarded

    return bind


def open_to_all(reason: str) -> Callable[[View], View]:
    """Mark a view that asks for no permission, with the reason why it does not."""

    def bind(view: View) -> View:
        view.open_because = reason
        return view

    return bind
