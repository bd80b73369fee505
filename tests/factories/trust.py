"""What the rooms of trust hold, for the small record of ``country``: written in Chinese characters as well."""

import io
from decimal import Decimal
from typing import Any

from django.utils import timezone
from PIL import Image

from saola.apps.accounts import alerts, approvals, compartments, emergencies, holding, permits, policy
from saola.apps.accounts.holding import Closeness
from saola.apps.accounts.models import Compartment, Person
from saola.apps.accounts.roles import Permission
from saola.apps.catalogue.models import Taxon
from saola.apps.evidence.actions import copying, custody, disposing, keeping, laboratory, taking_in
from saola.apps.evidence.forms import acts_for
from saola.apps.evidence.models import Exhibit, StockTake
from saola.apps.journal.models import Entry
from saola.apps.seizures.models import Incident
from saola.core.access import PATTERNS
from saola.core.values import Quantity, say

from . import access, accounts
from .country import Country

KILOGRAMS, HEADS = "KGM", "NAR"


def add(country: Country) -> dict[str, Any]:
    """Fill every page of trust. Returns what stands in their addresses, by the name of the part or of the page."""
    people = country.people
    elsewhere = accounts.agency(code="linye", name="林业局", kind="forestry")
    people["supervisor"].agency, people["supervisor"].unit = elsewhere, "督察"
    people["supervisor"].save()
    close, kept = _hold_close(people)
    exhibit, asked, taken = _store(country.incident, people)
    _ask(exhibit, close, people)
    _notice(people)
    exhibit.refresh_from_db()
    offered = acts_for(exhibit, people["evidence_custodian"])
    return {
        "evidence:result": {"number": asked.number},
        "evidence:stock-take": {"pk": taken.pk},
        "evidence:act": [{"number": exhibit.number, "name": form.name} for form in offered],
        "evidence:exhibit": [{"number": each.number} for each in Exhibit.objects.all()],
        "evidence:label": {"number": exhibit.number},
        "accounts:list": {"code": kept.code},
        "accounts:who-sees": {"kind": "seizure", "key": close.number},
        "accounts:person": {"pk": people["analyst"].pk},
        "accounts:give-password": {"pk": people["analyst"].pk},
    }


def _hold_close(people: dict[str, Person]) -> tuple[Incident, Compartment]:
    keeper = people["investigator"]
    kept = compartments.open_list(
        code="anzi", name="海潮专案", reason="案件在办", agency=keeper.agency, by=keeper
    )
    compartments.put_on(kept, people["analyst"], reason="协助分析", by=keeper)
    access.grant(people["analyst"], "records_officer", reason="代班")
    close = Incident.objects.order_by("pk")[2]
    holding.hold(close, Closeness((kept.code,), ("H1",)), by=keeper)
    return close, kept


def _store(incident: Incident, people: dict[str, Person]) -> tuple[Exhibit, Any, StockTake]:
    """Exhibits with a seal that differs, a part, a photograph, a question, an answer; one on its way; animals."""
    by = people["evidence_custodian"]
    room = keeping.add_place(code="jiaku", name="甲库", kind="room", conditions="干燥", by=by)
    sack = _taken_in(incident, by, "一袋穿山甲鳞片", Quantity(Decimal("12.5"), KILOGRAMS), place=room)
    photograph = io.BytesIO()
    Image.new("RGB", (40, 30), (120, 110, 90)).save(photograph, "JPEG")
    photograph.seek(0)
    copying.copy_of(taking_in.seal_file(sack, photograph, "照片.jpg", device="相机甲", by=by))
    custody.sample(sack, quantity=Quantity(Decimal("0.5"), KILOGRAMS), method="切取", by=by)
    custody.put_seal(sack, seal="封一", by=by)
    custody.check(sack, seal="封九", by=by)
    sample = sack.parts.get()
    asked = laboratory.send(sample, laboratory="检验所", method="dna_species", question="何种", by=by)
    custody.acknowledge(sample, reference="收条一", by=by)
    laboratory.answer(
        asked,
        report="报告一",
        reported_on=asked.asked_at.date(),
        examiner="李鉴",
        conclusion="马来穿山甲",
        strength="identifies",
        taxon=Taxon.objects.get(name="Manis javanica"),
        database="参考库",
        by=people["examiner"],
    )
    tusks = _taken_in(incident, by, "象牙三件", Quantity(Decimal(3), HEADS), seal="封二", place=room)
    custody.hand_over(tusks, to=people["examiner"], reason="鉴定", by=by)
    parrots = _taken_in(incident, by, "鹦鹉", Quantity(Decimal(4), HEADS), sort="live", place=room)
    keeping.care_for(parrots, kind="fed", animals=4, note="已喂水", by=by)
    taken = keeping.begin_stock_take(room, by=by)
    keeping.look_at(taken, parrots, by=by, seal="")
    return sack, asked, taken


def _taken_in(incident: Incident, by: Person, description: str, quantity: Quantity, **fields: Any) -> Exhibit:
    return taking_in.take_in(incident, by=by, description=description, quantity=quantity, **fields)[0]


def _ask(exhibit: Exhibit, close: Incident, people: dict[str, Person]) -> None:
    """Requests that wait for the second person, and an emergency that waits for its review."""
    order = {
        "order": "决字一号",
        "ordered_by": "法院",
        "ordered_on": exhibit.taken_in_at.date(),
        "manner": "destroyed",
        "witness": "王见",
    }
    approvals.ask(
        disposing.ACTION,
        disposing.asked(exhibit, **order),
        by=people["evidence_custodian"],
        reason="依决定书",
    )
    loosened = holding.asked(close, Closeness(handling=("H1",)))
    approvals.ask("record.loosen", loosened, by=people["investigator"], reason="已公开审理")
    emergencies.open_glass(
        kind="seizure",
        record=close.number,
        threat="flight",
        reason="嫌疑人正准备乘船离境" * 4,
        by=people["data_officer"],
    )


def _notice(people: dict[str, Person]) -> None:
    """An alert of every pattern, and acts that the page of the journal says with codes in them."""
    by = people["reader"]
    rule = policy.decide(by, Permission.JOURNAL_READ).rule
    permits.note_denied(by, Permission.JOURNAL_READ, rule)
    seq = Entry.objects.order_by("-seq").values_list("seq", flat=True)[0]
    for pattern in PATTERNS:
        alerts.raise_alert(pattern, by, say("{many}", many=3), entries=[seq], at=timezone.now())
    alerts.look_at(by.alerts.first(), finding="已问过", by=people["auditor"])
