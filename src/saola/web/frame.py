"""What every page carries: the rail of nouns, the language, the mark of the fictional country."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saola.apps.accounts import policy
from saola.apps.accounts.roles import Permission


@dataclass(frozen=True, slots=True)
class RailItem:
    """A noun of the work. It is there only for those who may open it."""

    label: Promise
    url: str
    icon: str
    current: bool


# label, URL name, icon, the permission it needs (any of), the paths that count as being there
_RAIL = (
    (_("Home"), "home", "home", (), ("/",)),
    (_("Seizures"), "seizures:list", "seizures", (Permission.SEIZURES_READ,), ("/seizures/",)),
    (_("Cases"), "cases:list", "cases", (Permission.CASES_READ,), ("/cases/",)),
    (_("Evidence"), "evidence:list", "evidence", (Permission.EVIDENCE_READ,), ("/evidence/",)),
    (
        _("Law and species"),
        "catalogue:species",
        "law",
        (Permission.SPECIES_READ,),
        ("/species/", "/law/", "/resolution/", "/sentencing/"),
    ),
    (_("Reports"), "seizures:reports", "reports", (Permission.REPORTS_READ,), ("/reports/",)),
    (
        _("Access"),
        "accounts:access",
        "lock",
        (
            Permission.ACCESS_REVIEW,
            Permission.APPROVALS_DECIDE,
            Permission.COMPARTMENTS_MANAGE,
            Permission.EMERGENCIES_OPEN,
            Permission.RECORDS_REVIEW,
        ),
        ("/accounts/access/",),
    ),
    (
        _("Administration"),
        "accounts:people",
        "administration",
        (Permission.PEOPLE_MANAGE,),
        ("/accounts/people/", "/accounts/agencies/", "/accounts/journal/", "/accounts/sign-ins/", "/health/"),
    ),
)


def frame(request: HttpRequest) -> dict:
    """Context processor of every template."""
    return {
        "demo": settings.DEMO,
        "rail": rail(request),
        "languages": settings.LANGUAGES,
        "can": _Abilities(request.user) if hasattr(request, "user") else {},
    }


def rail(request: HttpRequest) -> list[RailItem]:
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return []
    return [
        RailItem(label, reverse(name), icon, _is_current(request.path, paths))
        for label, name, icon, needed, paths in _RAIL
        if not needed or any(policy.decide(person, permission) for permission in needed)
    ]


def _is_current(path: str, starts: tuple[str, ...]) -> bool:
    return any(path == start if start == "/" else path.startswith(start) for start in starts)


class _Abilities:
    """In templates ``{% if can.seizures_import %}`` asks the policy for ``seizures.import``."""

    def __init__(self, person) -> None:
        self._person = person

    def __getitem__(self, name: str) -> bool:
        return bool(policy.decide(self._person, Permission(name.replace("_", ".", 1))))
