"""Every address asks for a sign-in and a permission, or says why it does not."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from saola.apps.accounts.roles import Permission

API = "api"  # guarded as a whole by its own authentication, which tests/web/test_api.py tries

SIGNING_IN = {"sign-in", "sign-in-demo", "second-factor", "own-password", "first-factor"}


def all_patterns(resolver=None, namespaces=()):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from all_patterns(pattern, (*namespaces, pattern.namespace))
        elif isinstance(pattern, URLPattern) and API not in namespaces:
            yield pytest.param(pattern, id=":".join([*filter(None, namespaces), pattern.name or "?"]))


@pytest.mark.parametrize("pattern", list(all_patterns()))
def test_page_needs_a_permission_or_says_why_not(pattern):
    permission = getattr(pattern.callback, "permission", None)
    reason = getattr(pattern.callback, "open_because", "")
    assert isinstance(permission, Permission) or len(reason) > 15


@pytest.mark.parametrize("pattern", list(all_patterns()))
def test_page_asks_for_a_sign_in_unless_it_is_where_one_signs_in(pattern):
    is_open = getattr(pattern.callback, "login_required", True) is False
    assert not is_open or pattern.name in SIGNING_IN


@pytest.mark.parametrize("pattern", list(all_patterns()))
def test_page_has_a_name(pattern):
    assert pattern.name
