"""Every event the journal knows, with the sentence a person reads. An event without a sentence is refused."""

from saola.core.custody import KIND_WORDS
from saola.core.values import gettext_noop

EVENTS: dict[str, str] = {
    "access.denied": gettext_noop("{actor} was refused {action}: {rule}."),
    "access.reviewed": gettext_noop("{actor} reviewed the access in entry {entry}: {verdict}."),
    "agency.created": gettext_noop("{actor} added the agency {name}."),
    "alert.looked_at": gettext_noop("{actor} looked at the alert {pattern} about {name}: {finding}"),
    "alert.raised": gettext_noop("Something to look at was noticed about {name}: {pattern}."),
    "approval.approved": gettext_noop("{actor} approved what {name} asked for: {action}."),
    "approval.asked": gettext_noop("{actor} asked for a second person: {action}."),
    "approval.not_accepted": gettext_noop(
        "{actor} tried to use or give an approval and was refused: {rule}."
    ),
    "approval.refused": gettext_noop("{actor} refused what {name} asked for: {action}."),
    "approval.used": gettext_noop("{actor} used the approval of {name}: {action}."),
    "backup.taken": gettext_noop("{actor} took the backup {name}, with {files} files."),
    "batch.broke_off": gettext_noop("The work on the file {name} broke off; nothing of it was recorded."),
    "batch.put_away": gettext_noop("{actor} put the file {name} away; nothing of it was recorded."),
    "batch.received": gettext_noop("{actor} handed in the file {name}."),
    "batch.recorded": gettext_noop("{actor} recorded {recorded} of {rows} rows of the file {name}."),
    "batch.refused": gettext_noop("The file {name} that {actor} handed in was refused."),
    "batch.stopped": gettext_noop("{actor} stopped the file {name}; nothing of it was recorded."),
    "batch.undone": gettext_noop("{actor} undid the file {name}; {incidents} incidents were taken back."),
    "clock.jumped": gettext_noop("The clock of the machine was set by {seconds} seconds."),
    "compartment.closed": gettext_noop("{actor} closed the need-to-know list."),
    "compartment.joined": gettext_noop("{actor} put {name} on the need-to-know list until {until}: {reason}"),
    "compartment.left": gettext_noop("{actor} took {name} off the need-to-know list."),
    "compartment.opened": gettext_noop("{actor} opened the need-to-know list {code}."),
    "compartment.record_placed": gettext_noop("{actor} placed {record} on the need-to-know list."),
    "compartment.record_released": gettext_noop("{actor} took {record} off the need-to-know list."),
    "demo.created": gettext_noop("{actor} created the fictional country {name}."),
    "detail.erased": gettext_noop("{actor} erased the words beside the entries {first} to {last}: {reason}"),
    "drill.held": gettext_noop("{actor} held a restore drill on the backup {name}: {result}."),
    "duplicate.judged": gettext_noop("{actor} judged two seizures: {judgement}."),
    "duplicate.reopened": gettext_noop("{actor} took back the judgement on two seizures."),
    "emergency.opened": gettext_noop("{actor} broke the glass over {record}: {threat}."),
    "emergency.refused": gettext_noop("{actor} tried to break the glass and was refused."),
    "emergency.reviewed": gettext_noop("{actor} reviewed an emergency access of {name}: {verdict}."),
    "grant.ended": gettext_noop("{actor} ended the further role {role} of {name}."),
    "grant.given": gettext_noop("{actor} gave {name} the further role {role} until {until}: {reason}"),
    "hold.carried": gettext_noop("The legal hold on the record outlived a restore: {reason}"),
    "hold.placed": gettext_noop("{actor} placed a legal hold on the record: {reason}"),
    "hold.released": gettext_noop("{actor} released the legal hold on the record: {reason}"),
    "journal.epoch_opened": gettext_noop(
        "{actor} opened epoch {epoch} of the journal after a failure: {reason}"
    ),
    "journal.failed": gettext_noop(
        "The journal did not verify: {faults} faults, the first at entry {first}."
    ),
    "journal.verified": gettext_noop("{actor} verified {entries} entries of the journal: it holds."),
    "factor.added": gettext_noop("{actor} added a second factor: {factor}."),
    "factor.codes_made": gettext_noop("{actor} made new recovery codes."),
    "factor.removed": gettext_noop("{actor} removed a second factor: {factor}."),
    "factor.reset": gettext_noop("{actor} took the second factors of {name} away."),
    "law.adopted": gettext_noop("{actor} took the law of {country} over as records: {provisions} provisions."),
    "misuse.watched": gettext_noop("{actor} went through {day} in the journal: {alerts} things to look at."),
    "node.initialised": gettext_noop("{actor} set up this node."),
    "node.migrated": gettext_noop("{actor} took the step {step} in the schema of the records."),
    "node.read_only": gettext_noop("The node became read-only: {free} MB of the disk were free."),
    "node.restored": gettext_noop(
        "{actor} restored the backup {name}, which reached to entry {seq} of the journal; {purged} purged records "
        "were removed again."
    ),
    "node.writable": gettext_noop("The node takes changes again: {free} MB of the disk are free."),
    "operation.failed": gettext_noop("{actor} wrote down that an operation failed: {records}."),
    "person.account_changed": gettext_noop("{actor} changed the account of {name}: {fields}."),
    "password.changed": gettext_noop("{actor} chose another password."),
    "password.given": gettext_noop("{actor} gave {name} a first password."),
    "person.confirmed": gettext_noop("{actor} confirmed who they are: {factor}."),
    "person.created": gettext_noop("{actor} added {name}."),
    "person.locked": gettext_noop("The sign-in of {name} was locked after five wrong attempts."),
    "person.role_changed": gettext_noop("{actor} gave {name} the role {role}."),
    "person.role_renewed": gettext_noop("{actor} renewed the role {role} of {name} until {until}."),
    "person.sign_in_failed": gettext_noop("Somebody failed to sign in as {name}."),
    "person.unlocked": gettext_noop("{actor} unlocked the sign-in of {name}."),
    "person.signed_in": gettext_noop("{actor} signed in."),
    "person.signed_out": gettext_noop("{actor} signed out."),
    "profile.saved": gettext_noop("{actor} saved the profile {name}."),
    "record.kept_longer": gettext_noop("{actor} kept the record until {until}: {reason}"),
    "record.missed": gettext_noop("{actor} asked for {record}, which is not there for them."),
    "record.opened": gettext_noop("{actor} opened the record."),
    "record.purged": gettext_noop("{actor} purged the record: {ground}."),
    "record.seen": gettext_noop("{actor} opened the record, which is not held close."),
    "record.placed": gettext_noop("{actor} held the record close: {lists} lists, handling {handling}."),
    "records.drawn": gettext_noop("{actor} looked at {count} records as a map, a chart or a graph."),
    "records.exported": gettext_noop("{actor} took {count} records out."),
    "records.listed": gettext_noop("{actor} listed {count} records."),
    "records.printed": gettext_noop("{actor} printed {count} records."),
    "records.searched": gettext_noop("{actor} searched and was shown {count} records."),
    "report.downloaded": gettext_noop("{actor} downloaded version {version} of the report for {year}."),
    "report.drafted": gettext_noop("{actor} downloaded a draft of the report for {year}."),
    "report.issued": gettext_noop("{actor} issued version {version} of the report for {year}."),
    "round.made": gettext_noop(
        "The daily round was made for {days} days; {failed} of its {parts} parts broke off."
    ),
    "seizure.changed": gettext_noop("{actor} changed {fields}."),
    "seizure.held_back": gettext_noop("{actor} held the seizure back from reports: {reason}"),
    "seizure.recorded": gettext_noop("{actor} recorded the seizure."),
    "seizure.released": gettext_noop("{actor} released the seizure for reports."),
    "seizures.downloaded": gettext_noop("{actor} downloaded {count} seizures as {format}."),
    "selection.forgotten": gettext_noop("{actor} let the saved selection {name} go."),
    "selection.saved": gettext_noop("{actor} saved the selection {name}."),
    "session.ended": gettext_noop("A session of {name} ended: {ending}."),
    "species.loaded": gettext_noop("{actor} loaded {rows} rows of {name}."),
    "token.ended": gettext_noop("The access token {name} ended: {ending}."),
    "token.issued": gettext_noop("{actor} made the access token {name}."),
    "token.revoked": gettext_noop("{actor} revoked the access token {name}."),
    "animal.cared": gettext_noop("{actor} entered in the care book of {exhibit}: {care}."),
    "bundle.made": gettext_noop("{actor} made a court bundle of {exhibits} exhibits in {files} files."),
    "custody.entered": gettext_noop("{actor} entered in the custody of {exhibit}: {custody}."),
    "evidence.rehashed": gettext_noop("{files} sealed files were hashed again; {altered} had changed."),
    "evidence.rekeyed": gettext_noop(
        "The evidence store got a new key; {files} sealed files were closed to it."
    ),
    "evidence.sealed": gettext_noop("{actor} sealed the file {name} of {exhibit}."),
    "evidence.swept": gettext_noop("{files} files that no record names were removed from the store."),
    "handover.code_failed": gettext_noop("{actor} gave a wrong code for the hand-over of {exhibit}."),
    "place.added": gettext_noop("{actor} added the storage location {name}."),
    "stocktake.begun": gettext_noop("{actor} began a stock-take of {name}."),
    "stocktake.finished": gettext_noop("{actor} finished the stock-take of {name}: {count} looked at."),
}

CODES: dict[str, dict[str, str]] = {
    "custody": KIND_WORDS,
    "actor": {"system": gettext_noop("The node itself")},
    "ending": {
        "idle": gettext_noop("not used for 15 minutes"),
        "too_long": gettext_noop("open for 12 hours"),
        "displaced": gettext_noop("a third session began"),
        "ended": gettext_noop("ended from another session"),
        "standing": gettext_noop("the role or agency changed"),
        "password": gettext_noop("the password changed"),
        "factors": gettext_noop("the second factors were taken away"),
        "closed": gettext_noop("the account was closed"),
    },
    "factor": {
        "key": gettext_noop("a security key"),
        "app": gettext_noop("an authenticator app"),
        "paper": gettext_noop("a recovery code on paper"),
    },
    "ground": {
        "order": gettext_noop("a court or an authority ordered it"),
        "period": gettext_noop("the period was over"),
    },
    "judgement": {
        "same": gettext_noop("the same seizure"),
        "different": gettext_noop("different seizures"),
        "unsure": gettext_noop("unsure"),
    },
    "result": {"good": gettext_noop("everything held"), "bad": gettext_noop("it failed")},
    "role": {
        "data_officer": gettext_noop("Data officer"),
        "cites_officer": gettext_noop("CITES officer"),
        "analyst": gettext_noop("Analyst"),
        "reader": gettext_noop("Reader"),
        "investigator": gettext_noop("Investigator"),
        "supervisor": gettext_noop("Supervisor"),
        "evidence_custodian": gettext_noop("Evidence custodian"),
        "examiner": gettext_noop("Examiner"),
        "prosecutor": gettext_noop("Prosecutor"),
        "legal_officer": gettext_noop("Legal officer"),
        "records_officer": gettext_noop("Records officer"),
        "auditor": gettext_noop("Auditor"),
        "security_officer": gettext_noop("Security officer"),
        "administrator": gettext_noop("Administrator"),
    },
    "threat": {
        "life": gettext_noop("somebody's life is in danger"),
        "flight": gettext_noop("a suspect is about to flee"),
        "destruction": gettext_noop("evidence is about to be destroyed"),
    },
    "verdict": {
        "confirmed": gettext_noop("the purpose is confirmed"),
        "doubtful": gettext_noop("the purpose is in doubt"),
        "justified": gettext_noop("justified"),
        "not_justified": gettext_noop("not justified"),
    },
}
"""What is kept as a code in an entry, and how a person reads it. Another code is shown as it is kept."""

READS: dict[str, str] = {
    "opened": "record.opened",
    "seen": "record.seen",
    "listed": "records.listed",
    "searched": "records.searched",
    "drawn": "records.drawn",
    "exported": "records.exported",
    "printed": "records.printed",
}
"""What may be done with records by reading, and the event that tells of it."""

KEPT_IN_ENTRY = frozenset(
    {
        "action",
        "code",
        "day",
        "digest",
        "fields",
        "format",
        "ground",
        "found",
        "handling",
        "judgement",
        "pattern",
        "report",
        "result",
        "role",
        "signature",
        "threat",
        "until",
        "verdict",
        "version",
    }
)
"""Texts that stay in the entry for ever: codes and digests, never what a person typed or who somebody is.

Numbers stay as well. Every other word is kept beside the entry, where it can be erased (decision 0012).
"""

SEALED = frozenset({*READS.values(), "person.sign_in_failed"})
"""Events whose words are encrypted to the auditor where one is set: what was looked for, and what was mistyped.

The words of other events stand in the records that they tell of; sealing them here would hide nothing.
"""
