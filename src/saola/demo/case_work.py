"""The people, courts and words of the cases of the fictional country, while they are entered through the same actions."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from django.utils import timezone, translation

from saola.apps.accounts.models import Agency, Person
from saola.apps.cases.models import Court
from saola.apps.catalogue import vocabularies
from saola.apps.parties import actions as parties
from saola.apps.parties.models import Party
from saola.apps.seizures.models import Incident

from .places import read

LEADS_FOR = {"post": "customs", "cites-authority": "task-force"}
"""Agencies without investigators, and who works on their seizures."""


class Work:
    """Who works on cases, and before which courts; ``random`` decides everything that is not fixed.

    ``newcomer``: the investigator whom somebody who tries that role becomes.
    """

    def __init__(self, seed: int, today: date) -> None:
        self.random, self.words, self.today = Random(f"cases {seed}"), read("cases.yaml"), today
        self.now = min(datetime.combine(today, time(12), UTC), timezone.now())
        self.agencies = {agency.code: agency for agency in Agency.objects.all()}
        self.prosecution = self.agencies["prosecution"]
        self.investigators: dict[str, list[Person]] = {}
        for person in Person.objects.filter(role="investigator").select_related("agency").order_by("pk"):
            self.investigators.setdefault(person.agency.code, []).append(person)
        self.newcomer = min(
            (one for each in self.investigators.values() for one in each), key=lambda one: one.pk
        )
        self.prosecutors = list(
            Person.objects.filter(role="prosecutor").select_related("agency").order_by("pk")
        )
        self.supervisors = list(
            Person.objects.filter(role="supervisor").select_related("agency").order_by("pk")
        )
        self.courts = {entry["code"]: _court(**entry) for entry in self.words["courts"]}

    def say(self, subject: str) -> str:
        return self.random.choice(self.words[subject])

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def leads(self, agency: str) -> list[Person]:
        """The investigators who work on what ``agency`` seizes."""
        return self.investigators[LEADS_FOR.get(agency, agency)]

    def approver(self, asker: Person) -> Person:
        """A supervisor of another agency."""
        return next(one for one in self.supervisors if one.agency_id != asker.agency_id)

    def someone(self, by: Person) -> Party:
        """Somebody new, with a name in one of the scripts of the region."""
        script = self.random.choice(self.words["names"])
        given, family = self.random.choice(script["given"]), self.random.choice(script["family"])
        name = f"{family}{given}" if _is_written_together(family) else f"{given} {family}"
        born = date(1960, 1, 1) + timedelta(days=self.random.randint(0, 15_000))
        return parties.record(
            name,
            by=by,
            born_on=self.random.choice([born.isoformat(), born.isoformat()[:4], ""]),
            nationalities=[script["country"]],
            country=self.random.choice([script["country"], "QZ"]),
        )

    def company(self, by: Person) -> Party:
        name = self.say("companies").format(self.say("company_words"))
        return parties.record(name, by=by, kind=Party.Kind.COMPANY, country="QZ")

    def title(self, incident: Incident) -> str:
        """What was seized and where, in the words of an office."""
        first = incident.specimens.order_by("line").first()
        with translation.override("en"):
            term = vocabularies.label("terms", first.term) if first and first.term else ""
            group = vocabularies.group_label(first.group) if first and first.group else ""
        joined = " " if first and first.term == "LIV" else " of "
        what = joined.join(filter(None, (term, group[:1].lower() + group[1:]))) or "specimens"
        where = incident.place_name or incident.admin_area or "an unknown place"
        said = self.say("titles").format(
            what=what[:1].upper() + what[1:],
            where=where.title() if where.isupper() else where,
            word=self.say("operations"),
        )
        return said[:200]

    def hour(self, day: date) -> datetime:
        """A moment of an office day, never later than now."""
        at = datetime.combine(day, time(7), UTC) + timedelta(minutes=self.random.randint(0, 600))
        return min(at, self.now)

    def court(self) -> Court:
        """A court of first instance; the one that knows wildlife crime has most of them."""
        return self.courts[self.random.choice(["kessary", "tavrelle", "wildlife", "wildlife"])]

    def term(self, days: int) -> str:
        """A term in the words of a court."""
        years, months = divmod(round(days / 30.4375), 12)
        said = [
            f"{years} year{'s' if years > 1 else ''}" if years else "",
            f"{months} months" if months else "",
        ]
        return " and ".join(filter(None, said)) or f"{days} days"


def _is_written_together(family: str) -> bool:
    return any("一" <= letter <= "鿿" for letter in family)


def _court(code: str, **fields: object) -> Court:
    return Court.objects.get_or_create(code=code, defaults=fields)[0]
