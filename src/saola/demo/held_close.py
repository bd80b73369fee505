"""What the fictional country holds close: one operation, three seizures, and a request that waits."""

from datetime import date

from saola.apps.accounts import approvals, compartments, holding
from saola.apps.accounts.holding import Closeness
from saola.apps.accounts.models import Person
from saola.apps.seizures.models import Incident

from .places import read


def hold_close(today: date) -> None:
    """Open the list, put its people on it, place the newest seizures of the task force, ask for one's release.

    They are of the last year, whose report is not issued yet.
    """
    words = read("people.yaml")["held_close"]
    people = Person.objects.in_bulk(words["on_the_list"], field_name="name")
    keeper, *others = (people[name] for name in words["on_the_list"])
    kept = compartments.open_list(
        code=words["code"], name=words["name"], reason=words["reason"], agency=keeper.agency, by=keeper
    )
    for other in others:
        compartments.put_on(kept, other, reason=words["needs_to_know"], by=keeper)
    newest = Incident.objects.counted().filter(year__gte=today.year - 1, is_held_back=False)
    for incident in newest.order_by("-first_day", "-pk")[: words["seizures"]]:
        holding.hold(incident, Closeness((kept.code,), ("H1",)), by=keeper)
    asked = Incident.objects.filter(compartments=kept).order_by("pk").first()
    if asked is not None:
        parameters = holding.asked(asked, Closeness(handling=("H1",)))
        approvals.ask("record.loosen", parameters, by=keeper, reason=words["why_released"])
