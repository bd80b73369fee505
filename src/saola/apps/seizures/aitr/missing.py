"""What is missing in a year, as a file to send to the agencies that can fill it in."""

import csv
import io

from django.utils.translation import gettext as _

from saola.core.intake.guarding import guarded

from .gathering import Gathered, fields, heading


def missing_csv(gathered: Gathered) -> bytes:
    """One line for each missing value and each row not settled, in the reader's language, for a spreadsheet."""
    headings = {field["code"]: heading(field) for field in fields()}
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow([_("Seizure"), _("Row"), _("Agency"), _("What is missing")])
    agencies = {row["key"]: row["agency"] for row in gathered.rows}
    for gap in gathered.gaps:
        agency = agencies[f"{gap.number}/{gap.line}"]
        table.writerow([gap.number, gap.line, guarded(agency), headings[gap.field]])
    for row in gathered.unsettled:
        words = _("Whether it was listed: {name}").format(name=row.name or _("no name"))
        table.writerow([row.number, row.line, "", guarded(words)])
    return text.getvalue().encode("utf-8-sig")
