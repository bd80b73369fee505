"""What a role may do. Roles are few, readable, and each permission is a noun and a verb."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """Every act that policy decides about, sorted."""

    AGENCIES_MANAGE = "agencies.manage"
    JOURNAL_READ = "journal.read"
    PEOPLE_MANAGE = "people.manage"
    REPORTS_ISSUE = "reports.issue"
    REPORTS_READ = "reports.read"
    SEIZURES_DOWNLOAD = "seizures.download"
    SEIZURES_IMPORT = "seizures.import"
    SEIZURES_READ = "seizures.read"
    SEIZURES_WRITE = "seizures.write"
    SPECIES_LOAD = "species.load"
    SPECIES_READ = "species.read"
    TOKENS_MANAGE = "tokens.manage"


@dataclass(frozen=True, slots=True)
class Role:
    code: str
    label: Promise
    description: Promise
    permissions: frozenset[Permission]


_READ = frozenset({Permission.SEIZURES_READ, Permission.SPECIES_READ, Permission.REPORTS_READ})

_ALL = (
    Role(
        "data_officer",
        _("Data officer"),
        _("Brings in the spreadsheets of the agencies, settles duplicates and mends what was refused."),
        _READ
        | {
            Permission.SEIZURES_IMPORT,
            Permission.SEIZURES_WRITE,
            Permission.SEIZURES_DOWNLOAD,
            Permission.TOKENS_MANAGE,
        },
    ),
    Role(
        "cites_officer",
        _("CITES officer"),
        _("Resolves names, keeps the lists of species and issues the annual illegal trade report."),
        _READ
        | {
            Permission.SPECIES_LOAD,
            Permission.SEIZURES_WRITE,
            Permission.SEIZURES_DOWNLOAD,
            Permission.REPORTS_ISSUE,
            Permission.TOKENS_MANAGE,
        },
    ),
    Role(
        "analyst",
        _("Analyst"),
        _("Explores seizures, routes and trends, and downloads what the charts rest on."),
        _READ | {Permission.SEIZURES_DOWNLOAD, Permission.TOKENS_MANAGE},
    ),
    Role("reader", _("Reader"), _("Reads seizures, species and reports."), _READ),
    Role(
        "administrator",
        _("Administrator"),
        _("Keeps the accounts and reads the journal. Sees no seizure."),
        frozenset(
            {
                Permission.AGENCIES_MANAGE,
                Permission.PEOPLE_MANAGE,
                Permission.JOURNAL_READ,
                Permission.SPECIES_READ,
            }
        ),
    ),
)

ROLES: dict[str, Role] = {role.code: role for role in _ALL}
