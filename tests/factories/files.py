"""Small files of seizures, and batches made of them."""

import io
from typing import Any

from saola.apps.seizures.actions import intake
from saola.apps.seizures.models import Batch

HEAD = "Seizure ID,Date of seizure,Country,Place,Species,Description,Quantity,Unit"


def line(number: int = 1, **cells: Any) -> str:
    """A row that can be recorded; ``cells`` replace its words."""
    words = {
        "id": f"R-{number}",
        "date": f"2018-05-{number % 28 + 1:02d}",
        "country": "Viet Nam",
        "place": f"Post {number}",
        "species": "Manis javanica",
        "description": "scales",
        "quantity": f"{number}.5",
        "unit": "kg",
    }
    return ",".join(str(word) for word in (words | cells).values())


def content(*lines: str, head: str = HEAD) -> bytes:
    return "\r\n".join([head, *lines]).encode()


def batch(*lines: str, name: str = "seizures.csv", by: Any = None) -> Batch:
    """A received file."""
    return intake.receive(io.BytesIO(content(*lines)), name, by=by)


def recorded(*lines: str, name: str = "seizures.csv", by: Any = None) -> Batch:
    """A recorded file."""
    made = batch(*lines, name=name, by=by)
    intake.record(made, by=by)
    return made
