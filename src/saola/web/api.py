"""The HTTP API: the same reads as the pages, for programs. Described at ``/api/v1/openapi.json``."""

from datetime import date

from django.http import HttpRequest
from django.urls import URLPattern
from django.views.generic import RedirectView
from ninja import NinjaAPI
from ninja.security import HttpBearer, SessionAuth

from saola.apps.accounts.actions import token_digest
from saola.apps.accounts.models import AccessToken


class TokenAuth(HttpBearer):
    """``Authorization: Bearer saola_...``: the token's owner is who asks."""

    def authenticate(self, request: HttpRequest, token: str):
        found = (
            AccessToken.objects.in_force().select_related("person").filter(digest=token_digest(token)).first()
        )
        if found is None:
            return None
        if found.last_used_on != date.today():
            AccessToken.objects.filter(pk=found.pk).update(last_used_on=date.today())
        request.user = found.person
        return found.person


api = NinjaAPI(
    title="Saola",
    version="1",
    description="Seizures, species and reports of one national node. What you may not see does not exist.",
    urls_namespace="api",
    docs_url=None,  # our own page describes it, without a script from elsewhere
    auth=[TokenAuth(), SessionAuth()],
)
api.add_router("", "saola.apps.catalogue.api.router")
api.add_router("", "saola.apps.legislation.api.router")
api.add_router("", "saola.apps.legislation.asking.api.router")
api.add_router("", "saola.apps.seizures.api.router")
api.add_router("", "saola.apps.seizures.aitr.api.router")
api.add_router("", "saola.apps.cases.views.resolution_api.router")
api.add_router("", "saola.apps.cases.api.router")
api.add_router("", "saola.apps.cases.views.sentencing_api.router")


def addresses() -> tuple[list[URLPattern], str, str]:
    """The API's addresses: it asks for a token or a session itself, and its root leads to the guide."""
    patterns, app_name, namespace = api.urls
    for pattern in patterns:
        if pattern.name == "api-root":
            pattern.callback = RedirectView.as_view(pattern_name="api-guide")
        pattern.callback.login_required = False
    return patterns, app_name, namespace
