"""Every event the journal knows, with the sentence a person reads. An event without a sentence is refused."""

from saola.core.values import gettext_noop

EVENTS: dict[str, str] = {
    "agency.created": gettext_noop("{actor} added the agency {name}."),
    "batch.broke_off": gettext_noop("The work on the file {name} broke off; nothing of it was recorded."),
    "batch.put_away": gettext_noop("{actor} put the file {name} away; nothing of it was recorded."),
    "batch.received": gettext_noop("{actor} handed in the file {name}."),
    "batch.recorded": gettext_noop("{actor} recorded {recorded} of {rows} rows of the file {name}."),
    "batch.refused": gettext_noop("The file {name} that {actor} handed in was refused."),
    "batch.stopped": gettext_noop("{actor} stopped the file {name}; nothing of it was recorded."),
    "batch.undone": gettext_noop("{actor} undid the file {name}; {incidents} incidents were taken back."),
    "demo.created": gettext_noop("{actor} created the fictional country {name}."),
    "duplicate.judged": gettext_noop("{actor} judged two seizures: {judgement}."),
    "duplicate.reopened": gettext_noop("{actor} took back the judgement on two seizures."),
    "node.initialised": gettext_noop("{actor} set up this node."),
    "person.created": gettext_noop("{actor} added {name}."),
    "person.role_changed": gettext_noop("{actor} gave {name} the role {role}."),
    "person.signed_in": gettext_noop("{actor} signed in."),
    "person.signed_out": gettext_noop("{actor} signed out."),
    "person.sign_in_failed": gettext_noop("Somebody failed to sign in as {name}."),
    "profile.saved": gettext_noop("{actor} saved the profile {name}."),
    "report.downloaded": gettext_noop("{actor} downloaded version {version} of the report for {year}."),
    "report.drafted": gettext_noop("{actor} downloaded a draft of the report for {year}."),
    "report.issued": gettext_noop("{actor} issued version {version} of the report for {year}."),
    "seizure.changed": gettext_noop("{actor} changed {fields}."),
    "seizure.held_back": gettext_noop("{actor} held the seizure back from reports: {reason}"),
    "seizure.recorded": gettext_noop("{actor} recorded the seizure."),
    "seizure.released": gettext_noop("{actor} released the seizure for reports."),
    "seizures.downloaded": gettext_noop("{actor} downloaded {count} seizures as {format}."),
    "selection.forgotten": gettext_noop("{actor} let the saved selection {name} go."),
    "selection.saved": gettext_noop("{actor} saved the selection {name}."),
    "species.loaded": gettext_noop("{actor} loaded {rows} rows of {name}."),
    "token.issued": gettext_noop("{actor} made the access token {name}."),
    "token.revoked": gettext_noop("{actor} revoked the access token {name}."),
}

CODES: dict[str, dict[str, str]] = {
    "actor": {"system": gettext_noop("The node itself")},
    "judgement": {
        "same": gettext_noop("the same seizure"),
        "different": gettext_noop("different seizures"),
        "unsure": gettext_noop("unsure"),
    },
    "role": {
        "data_officer": gettext_noop("Data officer"),
        "cites_officer": gettext_noop("CITES officer"),
        "analyst": gettext_noop("Analyst"),
        "reader": gettext_noop("Reader"),
        "administrator": gettext_noop("Administrator"),
    },
}
"""What is kept as a code in an entry, and how a person reads it. Another code is shown as it is kept."""
