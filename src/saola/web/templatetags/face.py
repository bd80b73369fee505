"""The components of the face. Every page is built from these; ``/gallery/`` shows them all.

Each tag renders ``templates/components/<tag>.html``, where what it takes is described.
"""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join, json_script
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from saola.apps.catalogue import vocabularies
from saola.apps.journal import codes
from saola.core.values import Estimate, Finding, PartialDate
from saola.web import drawings, table_rows, words
from saola.web.built import built_files
from saola.web.icons import ICONS, POINTING

register = template.Library()

register.filter("said", words.said)
register.filter("scientific", words.scientific)
register.filter("day", words.day)
register.filter("number", words.number)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of ``icons.py``; without a ``label`` it is decoration and silent."""
    return _drawn(name, str(label))


@lru_cache(maxsize=1_000)
def _drawn(name: str, label: str) -> SafeString:
    voice = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    turn = " icon--pointing" if name in POINTING else ""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" {}><path d="{}"/></svg>', turn, voice, ICONS[name]
    )


@register.filter
def cell(value: Any) -> Any:
    """A value as it stands in a table: numbers with separators, dates in words, a dash where there is none."""
    if value is None or value == "":
        return mark_safe('<span class="unknown-value">–</span>')
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return words.number(value)
    if isinstance(value, (date, PartialDate)):
        return words.day(value)
    return words.said(value)


@register.filter
def part(value: Any, name: str) -> Any:
    """``{{ value|part:"method" }}``: a part of what a second person is asked, in words where it is a code."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    return cell(words.coded(name, value))


@register.filter
def signed(points: float | None) -> str:
    """A number of points with its sign, which stays before it in every direction of writing."""
    if points is None:
        return ""
    sign = "+" if points > 0 else "−" if points < 0 else ""
    return format_html('<span dir="ltr">{}{}</span>', sign, words.number(abs(points)))


@register.filter
def labelled(code: str, vocabulary: str) -> str:
    """``{{ agency.kind|labelled:"agency_types" }}``: the code's label in the reader's language."""
    return vocabularies.label(vocabulary, code)


@register.filter
def of_kind(key: str, kind: str) -> str:
    """``{{ record|of_kind:"seizure" }}``: the seizure S000009, with the word for its kind."""
    return codes.named_record(f"{kind} {key}")


@register.filter
def listed(labels: list[str]) -> str:
    return vocabularies.listed(labels)


@register.filter
def at(items: list, index: int) -> Any:
    return items[index]


@register.simple_tag
def data_block(data: dict) -> SafeString:
    """Data for an island, safe inside a page under the strict Content-Security-Policy."""
    return json_script(data, encoder=DjangoJSONEncoder)


@register.simple_tag
def island_words() -> SafeString:
    """The words that islands say, once a page."""
    return json_script(drawings.island_words(), "island-words")


@register.simple_tag(takes_context=True)
def theme_attribute(context: template.Context) -> str:
    """``data-theme`` as the reader chose it, set by the server so that the page never flashes."""
    request = context.get("request")
    theme = request.COOKIES.get("saola_theme") if request else None
    return format_html(' data-theme="{}"', theme) if theme in ("light", "dark") else ""


@register.simple_tag
def built() -> SafeString:
    """Links to the built styles and scripts."""
    fonts, main = built_files("src/styles/fonts.css"), built_files("src/main.ts")
    styles = format_html_join(
        "\n", '<link rel="stylesheet" href="{}">', ((url,) for url in fonts["styles"] + main["styles"])
    )
    scripts = format_html_join(
        "\n", '<script type="module" src="{}"></script>', ((u,) for u in main["scripts"])
    )
    return format_html("{}\n{}", styles, scripts)


@register.simple_tag
def is_built() -> bool:
    return bool(built_files("src/main.ts")["scripts"])


@register.inclusion_tag("components/finding.html")
def finding(finding: Finding, answer: Any = None, links: dict | None = None, opened: bool = False) -> dict:
    """``answer``: the sentence, when the finding's value has none. ``links``: missing field -> URL to add it."""
    return {
        "finding": finding,
        "outcome": finding.outcome.value,
        "answer": answer or words.answer_of(finding),
        "missing": [(missing, (links or {}).get(missing.field, "")) for missing in finding.missing],
        "opened": opened,
    }


@register.inclusion_tag("components/estimate.html")
def estimate(estimate: Estimate, unit: str | None = None, most: float | None = None) -> dict:
    """``unit``: its name in the reader's language. ``most``: the end of the scale that rows share."""
    return {
        "estimate": estimate,
        "words": words.estimate_words(estimate, estimate.unit if unit is None else unit),
        "band": drawings.band(estimate, most),
    }


@register.inclusion_tag("components/reported_pair.html")
def reported_pair(text: str, resolved: Any = None, by: str = "", note: Any = None, contest: str = "") -> dict:
    """What a file said (``text``) beside what was made of it; ``contest``: URL where a person disagrees."""
    return {"text": text, "resolved": resolved, "by": by, "note": note, "contest": contest}


@register.inclusion_tag("components/route.html")
def route(stops: list[dict], label: str = "") -> dict:
    """A route ribbon; ``stops`` in order, those of one role next to each other standing one above the other."""
    return {"steps": drawings.route_steps(stops), "label": label}


@register.inclusion_tag("components/island.html")
def island(name: str, data: dict | None = None, src: str = "", title: str = "", downloads: Any = ()) -> dict:
    """A drawing with its title, its caption and the table behind it. Shapes of ``data``: frontend/README.md."""
    return {
        "name": name,
        "data": data,
        "src": src,
        "title": title or (data or {}).get("title", ""),
        "caption": (data or {}).get("caption", ""),
        "table": _table_behind(name, data),
        "downloads": downloads,
    }


def _table_behind(name: str, data: dict | None) -> dict | None:
    table = drawings.table_behind(name, data) if data else None
    return {**table, "body": table_rows.behind(table["columns"], table["rows"])} if table else None


@register.inclusion_tag("components/sparkline.html")
def sparkline(values: list[float | None], label: str) -> dict:
    """A line the height of a word; ``None`` is a gap; ``label`` says what it shows."""
    return {"data": {"values": values, "label": label}}


@register.inclusion_tag("components/progress.html", takes_context=True)
def progress(context: template.Context, job: dict) -> dict:
    return {"job": job, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("components/empty_state.html")
def empty_state(text: Any, action: str = "", url: str = "") -> dict:
    """What this place will show, and the one action that fills it."""
    return {"text": text, "action": action, "url": url}


@register.inclusion_tag("components/trouble.html")
def trouble(what: Any, kept: Any = "", then: Any = "", url: str = "", action: str = "") -> dict:
    """What happened, what was kept, what to do next."""
    return {"what": what, "kept": kept, "then": then, "url": url, "action": action}


@register.inclusion_tag("components/filter_chips.html")
def filter_chips(lead: str, chips: list[dict], clear_url: str = "") -> dict:
    return {"lead": lead, "chips": chips, "clear_url": clear_url}


@register.inclusion_tag("components/data_table.html")
def data_table(table: dict) -> dict:
    rows = [row if isinstance(row, dict) else {"cells": row} for row in table["rows"]]
    return {"table": {**table, "body": table_rows.body(table["columns"], rows, cell)}}


@register.inclusion_tag("components/column_header.html")
def column_header(column: dict) -> dict:
    return {"column": column}


@register.inclusion_tag("components/column_chooser.html", takes_context=True)
def column_chooser(context: template.Context, columns: list[dict]) -> dict:
    """A menu of check boxes; works as a form, and at once where scripts run."""
    request = context.get("request")
    kept = request.GET.lists() if request else ()
    return {
        "columns": columns,
        "kept": [(k, v) for k, vs in kept for v in vs if k not in ("columns", "page")],
    }


@register.inclusion_tag("components/pages.html", takes_context=True)
def pages(context: template.Context, page: Any) -> dict:
    """Links to the pages of a Django ``Page``."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {"page": page, "numbers": numbers, "request": context.get("request")}


@register.inclusion_tag("components/views.html")
def views(choices: list[dict]) -> dict:
    return {"choices": choices}


@register.inclusion_tag("components/stepper.html")
def stepper(steps: list[dict]) -> dict:
    return {"steps": steps}


@register.inclusion_tag("components/dropzone.html")
def dropzone(name: str, label: str, accept: str = "", help: Any = "", multiple: bool = False) -> dict:
    return {"name": name, "label": label, "accept": accept, "help": help, "multiple": multiple}


@register.inclusion_tag("components/field.html")
def field(field: Any) -> dict:
    """A form field with its label, help and errors."""
    kind = getattr(field.field.widget, "input_type", "")
    return {
        "field": field,
        "is_check": kind == "checkbox" and not field.use_fieldset,
        "is_hidden": field.is_hidden,
    }


@register.inclusion_tag("components/badge.html")
def badge(text: Any, kind: str = "") -> dict:
    """A short word in a frame; ``kind``: strong, quiet, memory, clock or danger."""
    return {"text": text, "kind": kind}


@register.inclusion_tag("components/appendix.html")
def appendix(number: str | None) -> dict:
    """The Appendix a specimen fell under: I, II, III, or none (``None`` or an empty text)."""
    return {"number": number or ""}


@register.inclusion_tag("components/facts.html")
def facts(groups: list[dict]) -> dict:
    return {"groups": groups}


@register.inclusion_tag("components/history.html")
def history(entries: list[dict]) -> dict:
    return {"entries": entries}


@register.inclusion_tag("components/stat.html")
def stat(value: Any, label: Any, url: str = "", note: Any = "", kind: str = "") -> dict:
    """A figure that opens its records; ``kind``: clock where time is running."""
    return {"value": value, "label": label, "url": url, "note": note, "kind": kind}


@register.inclusion_tag("components/decide.html", takes_context=True)
def decide(context: template.Context, pair: dict) -> dict:
    return {"pair": pair, "csrf_token": context.get("csrf_token")}


@register.simple_tag
def message(text: Any, kind: str = "") -> SafeString:
    """A line that tells; ``kind``: success, warning or error."""
    return mark_safe(render_to_string("components/message.html", {"text": text, "kind": kind}))
