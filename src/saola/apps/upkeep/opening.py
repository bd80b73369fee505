"""Opening the pages of this node as each role does, to see that they open at all."""

from dataclasses import dataclass

from django.conf import settings
from django.test import Client
from django.urls import reverse

from saola.apps.accounts.models import Person

PAGES = (
    "home",
    "seizures:list",
    "seizures:reports",
    "catalogue:species",
    "accounts:people",
    "accounts:journal",
)


@dataclass(frozen=True, slots=True)
class Opened:
    """One page, asked for by a person of ``role``."""

    role: str
    path: str
    status: int

    @property
    def is_broken(self) -> bool:
        """A page may be closed to a role (404) or ask for more (302); it may not break."""
        return self.status >= 500 or (self.path == reverse("home") and self.status not in (200, 302))


def open_pages() -> list[Opened]:
    """Ask for each of ``PAGES`` as one active person of each role. The visits leave sessions and journal entries."""
    first = {person.role: person for person in Person.objects.filter(is_active=True).order_by("-pk")}
    return [_open(person, reverse(name)) for _role, person in sorted(first.items()) for name in PAGES]


def _open(person: Person, path: str) -> Opened:
    client = Client(
        raise_request_exception=False, HTTP_HOST=settings.ALLOWED_HOSTS[0].lstrip(".") or "localhost"
    )
    client.force_login(person)
    return Opened(person.role, path, client.get(path, secure=True).status_code)
