"""One seizure as a sheet of paper: what the register says, its labels in English, Chinese and Arabic."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from saola.apps.catalogue import vocabularies
from saola.apps.quarantine import pdf

from ..models import Incident, Leg, Specimen
from . import amounts
from .specimens import name_of

TEMPLATE = Path(__file__).parents[1] / "typeset" / "sheet.typ"

LABELS: dict[str, tuple[str, str, str]] = {
    "seizure": ("Seizure", "查获记录", "الضبطية"),
    "reference": ("Reference", "案号", "المرجع"),
    "date": ("Date", "日期", "التاريخ"),
    "country": ("Country", "国家", "البلد"),
    "area": ("Province or district", "省或地区", "المقاطعة أو المنطقة"),
    "place": ("Place", "地点", "المكان"),
    "agency": ("Agency", "机构", "الجهة"),
    "detected": ("Detected by", "查获方式", "طريقة الكشف"),
    "transport": ("Transport", "运输方式", "وسيلة النقل"),
    "concealment": ("Concealment", "藏匿方式", "طريقة الإخفاء"),
    "law": ("Law", "法律", "القانون"),
    "disposal": ("Disposal", "处置", "التصرف"),
    "seized": ("What was seized", "查获物", "المضبوطات"),
    "species": ("Species", "物种", "النوع"),
    "specimen": ("Specimen", "标本", "العينة"),
    "quantity": ("Quantity", "数量", "الكمية"),
    "appendix": ("CITES Appendix", "CITES 附录", "ملحق سايتس"),
    "route": ("Route", "路线", "المسار"),
    "step": ("Step", "环节", "المرحلة"),
    "notes": ("Additional information", "补充说明", "معلومات إضافية"),
    "origin": ("Origin", "来源地", "المنشأ"),
    "export": ("Export", "出口", "التصدير"),
    "transit": ("Transit", "中转", "العبور"),
    "destination": ("Destination", "目的地", "الوجهة"),
}
"""Labels that stand side by side on the sheet, whatever language the pages are read in. mark: memory."""


def label(word: str) -> str:
    """The three labels of ``word`` in a line."""
    return " · ".join(LABELS[word])


def data_of(incident: Incident) -> dict[str, Any]:
    """What the sheet says, as text: the same for the same record, whoever prints it."""
    return {
        "title": f"{label('seizure')} {incident.number}",
        "facts": [[label(word), str(said)] for word, said in _facts(incident) if said],
        "words": {word: label(word) for word in ("seized", "route", "notes")},
        "heads": [label(word) for word in ("species", "specimen", "quantity", "appendix")],
        "specimens": [_specimen(each) for each in incident.specimens.select_related("taxon")],
        "route_heads": [label(word) for word in ("step", "country", "place")],
        "route": [_leg(leg) for leg in incident.legs.all()],
        "notes": incident.notes,
    }


def digest_of(data: dict[str, Any]) -> str:
    """SHA-256 of what the sheet says, in hexadecimal."""
    said = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def render(data: dict[str, Any], margin: pdf.Margin) -> bytes:
    """The sheet as PDF. Raises ``pdf.NotTypesetError``."""
    return pdf.render(TEMPLATE, data, margin)


def handling_of(incident: Incident) -> str:
    """The handling codes as every page bears them."""
    label_of_record = incident.access_label()
    codes = " ".join(sorted(label_of_record.handling))
    return f"{codes} {label_of_record.handling_text}".strip() or _("no handling code")


def _facts(incident: Incident) -> list[tuple[str, Any]]:
    return [
        ("reference", incident.reference),
        ("date", incident.date),
        ("country", vocabularies.country_label(incident.country) if incident.country else ""),
        ("area", incident.admin_area),
        ("place", incident.place_name),
        ("agency", incident.agency or ""),
        ("detected", _codes("detection", incident.detection)),
        ("transport", _codes("transport", [incident.transport] if incident.transport else [])),
        ("concealment", _codes("concealment", incident.concealment)),
        ("law", incident.law),
        ("disposal", _codes("disposal", incident.disposal)),
    ]


def _codes(vocabulary: str, codes: list[str]) -> str:
    return str(vocabularies.listed(vocabularies.label(vocabulary, code) for code in codes))


def _specimen(specimen: Specimen) -> list[str]:
    kind = vocabularies.label("terms", specimen.term) if specimen.term else specimen.reported_term
    amount = ""
    if specimen.quantity is not None:
        amount = amounts.with_unit(amounts.exact(specimen.quantity), specimen.unit)
    name, reported = name_of(specimen), specimen.reported_name or specimen.reported_common_name
    if reported and reported != name:
        name = f"{name} ({reported})"
    return [name, str(kind), str(amount), specimen.appendix]


def _leg(leg: Leg) -> list[str]:
    country = vocabularies.country_label(leg.country) if leg.country else ""
    return [label(leg.role) if leg.role in LABELS else leg.role, str(country), leg.place_name]
