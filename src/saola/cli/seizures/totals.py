"""``saola seizures totals``."""

import click

from ..speaking import json_option, refuse, say, show
from .noun import seizures


@seizures.command()
@click.option("--taxon", help="A taxon of any rank, by any of its names; everything below it counts.")
@click.option("--year", type=click.IntRange(1900, 2200), help="Seizures of this year only.")
@click.option("--factors", default="", help="The factors of a paper, such as cheng2017; without it our own.")
@json_option
def totals(taxon: str | None, year: int | None, factors: str, as_json: bool) -> None:
    """Say how many animals stand behind what was seized, with the range and what could not be converted."""
    from saola.apps.seizures.exploring import equivalents
    from saola.apps.seizures.models import Specimen

    chosen = Specimen.objects.filter(incident__duplicate_of=None).order_by("incident_id", "line")
    if taxon:
        chosen = chosen.filter(taxon__path__startswith=_taxon(taxon).path)
    if year:
        chosen = chosen.filter(incident__year=year)
    try:
        counted = equivalents.rows(chosen, equivalents.factor_set(factors))
    except equivalents.UnknownFactorsError:
        names = ", ".join(equivalents.factor_names())
        refuse(
            f"There are no factors “{factors}”. There are: {names}; without the option, our own. Nothing was counted."
        )
    _tell_differing(counted, factors)
    summed = equivalents.totals(counted)
    say(
        f"{summed.rows} rows of {summed.incidents} seizures stand for {summed.equivalents:,.0f} animals "
        f"({summed.low:,.0f} to {summed.high:,.0f}); {summed.not_converted} could not be converted."
    )
    for reason, many in summed.reasons:
        say(f"  {many}: {reason}")
    if as_json:
        show(_facts(summed))


def _taxon(name: str):
    from saola.apps.catalogue import queries
    from saola.apps.catalogue.models import Taxon

    found = queries.match(name)
    if found.best is None:
        close = ", ".join(dict.fromkeys(candidate.name for candidate in found.candidates[:5]))
        refuse(
            f"“{name}” is not settled as a taxon"
            + (f"; near it: {close}." if close else ". Check the spelling.")
        )
    return Taxon.objects.get(pk=found.best.taxon_id)


def _tell_differing(counted: list, factors: str) -> None:
    """With the factors of a paper: each row where its own figure is another than its rule gives."""
    if not factors:
        return
    for each in counted:
        if each.differs:
            specimen = each.specimen
            say(
                f"Row {specimen.source_row} ({specimen.incident.number}): {specimen.reported_quantity} "
                f"{specimen.reported_unit} was counted as {_whole(each.row.reported)}; the rule gives "
                f"{_whole(each.row.estimate.value)}."
            )


def _facts(summed) -> dict:
    facts = {
        "incidents": summed.incidents,
        "rows": summed.rows,
        "reported_equivalents": _whole(summed.reported_equivalents),
        "equivalents": _whole(summed.equivalents),
        "low": _whole(summed.low),
        "high": _whole(summed.high),
        "unit": summed.unit,
        "not_converted": summed.not_converted,
    }
    if summed.likely is not None:
        facts["likely"] = summed.likely.as_data()
    facts["reasons"] = [{"reason": str(reason), "rows": many} for reason, many in summed.reasons]
    return facts


def _whole(number) -> int | float:
    """Without a fraction of nought."""
    return int(number) if number == int(number) else float(number)
