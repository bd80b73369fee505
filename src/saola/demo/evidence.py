"""The evidence store of the fictional country: exhibits with their whole history, entered through the same actions.

The histories are brought over as from an older register: each entry bears the time at which it was entered there.
"""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from PIL import Image, ImageDraw

from saola.apps.evidence.actions import copying, taking_in
from saola.apps.evidence.models import Exhibit
from saola.apps.seizures.models import Specimen

from . import histories
from .store import Store

PHOTOGRAPHS = 6


def create(*, seed: int, today: date) -> int:
    """Fill the store; returns how many exhibits there are. The same arguments make the same store."""
    store = Store(seed, today)
    specimens = _specimens(store)
    in_turn: list[Callable[[Store, Specimen, datetime], Exhibit]] = [
        *([histories.kept] * 27),
        histories.sampled,
        histories.split,
        histories.before_court,
        histories.disposed,
        histories.differing,
        histories.resealed,
        histories.on_its_way,
    ]
    for history, specimen in zip(in_turn, specimens, strict=False):
        day = datetime.combine(specimen.incident.first_day, time(9), UTC)
        exhibit = history(store, specimen, day + timedelta(minutes=store.random.randint(0, 500)))
        if history is histories.kept and exhibit.number <= f"E{PHOTOGRAPHS:06d}":
            _photograph(store, exhibit)
    for specimen in _specimens(store, term="LIV")[:3]:
        histories.live(store, specimen, datetime.combine(specimen.incident.first_day, time(8), UTC))
    return Exhibit.objects.count()


def _specimens(store: Store, term: str = "") -> list[Specimen]:
    """Seizures of the last two years whose day and quantity are known, the oldest first."""
    known = Specimen.objects.exclude(quantity=None).exclude(incident__first_day=None)
    known = known.filter(quantity__gte=2, unit__in=["KGM", "NAR"], incident__duplicate_of=None)
    known = known.filter(incident__last_day__lt=store.now.date() - timedelta(days=40))
    known = known.filter(incident__first_day__gt=store.now.date() - timedelta(days=730), is_estimate=False)
    known = known.filter(term=term) if term else known.exclude(term="LIV")
    rows = list(known.select_related("incident", "taxon").order_by("incident__first_day", "pk"))
    rows = [row for row in rows if row.incident.first_day == row.incident.last_day]
    chosen = store.random.sample(rows, min(len(rows), 3 if term else 34))
    return sorted(chosen, key=lambda row: (row.incident.first_day, row.pk))


def _photograph(store: Store, exhibit: Exhibit) -> Any:
    """A drawn card instead of a photograph: nothing in this country exists to be photographed."""
    card = Image.new("RGB", (960, 720), (222, 216, 203))
    pen = ImageDraw.Draw(card)
    for _number in range(60):
        x, y = store.random.randrange(80, 820), store.random.randrange(140, 600)
        size, shade = store.random.randrange(20, 70), store.random.randrange(70, 150)
        pen.ellipse((x, y, x + size, y + size // 2), fill=(shade, shade - 20, shade - 45))
    pen.rectangle((60, 620, 900, 660), fill=(245, 245, 245), outline=(20, 20, 20))
    for mark in range(0, 840, 42):
        pen.line((60 + mark, 620, 60 + mark, 640), fill=(20, 20, 20), width=3)
    pen.text((70, 60), f"{exhibit.number}  {exhibit.seal}", fill=(20, 20, 20), font_size=44)
    out = io.BytesIO()
    card.save(out, "JPEG", quality=80)
    out.seek(0)
    name = f"{exhibit.number}-001.jpg"
    file = taking_in.seal_file(
        exhibit, out, name, device=store.words["camera"], clock_offset=3, by=store.officer
    )
    return copying.copy_of(file)
