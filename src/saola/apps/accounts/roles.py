"""What a role may do, and what it may never. Each permission is a noun and a verb.

No role sees everything: there is no superuser. What a role may never do is kept by the permissions it lacks;
``never`` says it in words, for those who read the page of roles.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """Every act that policy decides about, sorted."""

    ACCESS_REVIEW = "access.review"
    ACCESS_SHAPE = "access.shape"
    AGENCIES_MANAGE = "agencies.manage"
    APPROVALS_DECIDE = "approvals.decide"
    CASES_CLOSE = "cases.close"
    CASES_OVERSEE = "cases.oversee"
    CASES_PROSECUTE = "cases.prosecute"
    CASES_READ = "cases.read"
    CASES_WRITE = "cases.write"
    COMPARTMENTS_MANAGE = "compartments.manage"
    EMERGENCIES_OPEN = "emergencies.open"
    EMERGENCIES_REVIEW = "emergencies.review"
    EVIDENCE_DISPOSE = "evidence.dispose"
    EVIDENCE_EXAMINE = "evidence.examine"
    EVIDENCE_EXPORT = "evidence.export"
    EVIDENCE_READ = "evidence.read"
    EVIDENCE_STORE = "evidence.store"
    EVIDENCE_WRITE = "evidence.write"
    HOLDS_PLACE = "holds.place"
    JOURNAL_READ = "journal.read"
    LAW_READ = "law.read"
    LAW_WRITE = "law.write"
    NODE_KEEP = "node.keep"
    PARTIES_READ = "parties.read"
    PARTIES_WRITE = "parties.write"
    PEOPLE_MANAGE = "people.manage"
    RECORDS_REVIEW = "records.review"
    REPORTS_ISSUE = "reports.issue"
    REPORTS_READ = "reports.read"
    SEIZURES_DOWNLOAD = "seizures.download"
    SEIZURES_IMPORT = "seizures.import"
    SEIZURES_READ = "seizures.read"
    SEIZURES_WRITE = "seizures.write"
    SENTENCING_READ = "sentencing.read"
    SPECIES_LOAD = "species.load"
    SPECIES_READ = "species.read"
    TOKENS_MANAGE = "tokens.manage"


@dataclass(frozen=True, slots=True)
class Role:
    """``never``: what it may never do, in words. ``barred``: handling codes whose records it never reads.

    A ``is_privileged`` role is given only with the approval of somebody of another agency.
    """

    code: str
    label: Promise
    description: Promise
    permissions: frozenset[Permission]
    never: Promise
    barred: frozenset[str] = frozenset()
    is_privileged: bool = False


_READ = frozenset(
    {
        Permission.SEIZURES_READ,
        Permission.SPECIES_READ,
        Permission.LAW_READ,
        Permission.REPORTS_READ,
        Permission.SENTENCING_READ,
    }
)
_ON_CASES = frozenset({Permission.CASES_READ, Permission.PARTIES_READ})
_WORKING = _ON_CASES | {Permission.CASES_WRITE, Permission.PARTIES_WRITE}

_ALL = (
    Role(
        "data_officer",
        _("Data officer"),
        _("Brings in the spreadsheets of the agencies, settles duplicates and mends what was refused."),
        _READ
        | {
            Permission.EVIDENCE_READ,
            Permission.SEIZURES_IMPORT,
            Permission.SEIZURES_WRITE,
            Permission.SEIZURES_DOWNLOAD,
            Permission.TOKENS_MANAGE,
            Permission.EMERGENCIES_OPEN,
        },
        _("Learns who a source is."),
    ),
    Role(
        "cites_officer",
        _("CITES officer"),
        _("Resolves names, keeps the lists of species and issues the annual illegal trade report."),
        _READ
        | {
            Permission.EVIDENCE_READ,
            Permission.SPECIES_LOAD,
            Permission.SEIZURES_WRITE,
            Permission.SEIZURES_DOWNLOAD,
            Permission.REPORTS_ISSUE,
            Permission.TOKENS_MANAGE,
        },
        _("Learns anything of informants."),
    ),
    Role(
        "analyst",
        _("Analyst"),
        _("Explores seizures, routes and trends, and downloads what the charts rest on."),
        _READ
        | _ON_CASES
        | {Permission.SEIZURES_DOWNLOAD, Permission.TOKENS_MANAGE, Permission.EMERGENCIES_OPEN},
        _("Learns who a source is."),
    ),
    Role(
        "reader",
        _("Reader"),
        _("Reads seizures, species and reports."),
        _READ,
        _("Changes anything, or takes it out of the house."),
    ),
    Role(
        "investigator",
        _("Investigator"),
        _("Works on the cases they are on the list of, and holds their seizures close."),
        _READ
        | _WORKING
        | {
            Permission.CASES_CLOSE,
            Permission.EVIDENCE_READ,
            Permission.EVIDENCE_WRITE,
            Permission.SEIZURES_WRITE,
            Permission.ACCESS_SHAPE,
            Permission.COMPARTMENTS_MANAGE,
            Permission.EMERGENCIES_OPEN,
        },
        _("Sees the case of somebody else without being on its list."),
    ),
    Role(
        "supervisor",
        _("Supervisor"),
        _("Approves what needs a second person, keeps need-to-know lists and reviews emergencies."),
        _READ
        | _WORKING
        | {
            Permission.CASES_CLOSE,
            Permission.CASES_OVERSEE,
            Permission.EVIDENCE_READ,
            Permission.EVIDENCE_DISPOSE,
            Permission.EVIDENCE_EXPORT,
            Permission.ACCESS_SHAPE,
            Permission.APPROVALS_DECIDE,
            Permission.COMPARTMENTS_MANAGE,
            Permission.EMERGENCIES_REVIEW,
            Permission.HOLDS_PLACE,
        },
        _("Approves what they asked for themselves."),
        is_privileged=True,
    ),
    Role(
        "evidence_custodian",
        _("Evidence custodian"),
        _("Takes exhibits in, seals, stores and hands them over."),
        _READ
        | {
            Permission.EVIDENCE_READ,
            Permission.EVIDENCE_WRITE,
            Permission.EVIDENCE_STORE,
            Permission.EVIDENCE_DISPOSE,
            Permission.EVIDENCE_EXPORT,
        },
        _("Alters an event of custody after it was signed."),
    ),
    Role(
        "examiner",
        _("Examiner"),
        _("Examines samples in a laboratory and writes down the results."),
        _READ | {Permission.EVIDENCE_READ, Permission.EVIDENCE_WRITE, Permission.EVIDENCE_EXAMINE},
        _("Alters an event of custody after it was signed."),
    ),
    Role(
        "prosecutor",
        _("Prosecutor"),
        _(
            "Follows the cases of their office, draws up charges and follows them to the verdict; asks for bundles."
        ),
        _READ
        | _WORKING
        | {
            Permission.CASES_CLOSE,
            Permission.CASES_OVERSEE,
            Permission.CASES_PROSECUTE,
            Permission.EVIDENCE_READ,
            Permission.EVIDENCE_EXPORT,
            Permission.HOLDS_PLACE,
        },
        _("Reads what is marked as not for court."),
        barred=frozenset({"H1"}),
    ),
    Role(
        "legal_officer",
        _("Legal officer"),
        _(
            "Keeps the law of the country as it really is, with what it lacks and the bills that would close it."
        ),
        _READ | {Permission.LAW_WRITE},
        _("Changes what the law said on a day that is past."),
    ),
    Role(
        "records_officer",
        _("Records officer"),
        _("Decides about records whose review is due: keeps them longer, or proposes that they go."),
        _READ
        | {
            Permission.CASES_READ,
            Permission.PARTIES_READ,
            Permission.EVIDENCE_READ,
            Permission.HOLDS_PLACE,
            Permission.RECORDS_REVIEW,
        },
        _("Lets a record go alone."),
        is_privileged=True,
    ),
    Role(
        "auditor",
        _("Auditor"),
        _("Reads who looked at what and why, proves the journal, and follows what looks like misuse."),
        frozenset(
            {
                Permission.ACCESS_REVIEW,
                Permission.EMERGENCIES_REVIEW,
                Permission.JOURNAL_READ,
                Permission.LAW_READ,
                Permission.SPECIES_READ,
            }
        ),
        _("Changes a record or gives a role."),
        is_privileged=True,
    ),
    Role(
        "security_officer",
        _("Security officer"),
        _("Keeps accounts, roles and second factors, and opens accounts that were locked."),
        frozenset(
            {
                Permission.APPROVALS_DECIDE,
                Permission.LAW_READ,
                Permission.PEOPLE_MANAGE,
                Permission.SPECIES_READ,
            }
        ),
        _("Sees the content of a case."),
        is_privileged=True,
    ),
    Role(
        "administrator",
        _("Administrator"),
        _("Runs the node and keeps its agencies and people. Sees no seizure."),
        frozenset(
            {
                Permission.AGENCIES_MANAGE,
                Permission.LAW_READ,
                Permission.NODE_KEEP,
                Permission.PEOPLE_MANAGE,
                Permission.SPECIES_READ,
            }
        ),
        _("Sees the content of a case."),
        is_privileged=True,
    ),
)

ROLES: dict[str, Role] = {role.code: role for role in _ALL}
"""By code, in the order of the page of roles."""
