"""The resolution through the HTTP API: the same answers as the page."""

from datetime import date
from typing import Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema
from ninja.errors import HttpError

from saola.apps.accounts import policy
from saola.apps.accounts.roles import Permission
from saola.apps.catalogue.answers import said
from saola.apps.catalogue.law_answers import finding_data

from ..queries.resolution import Shown, resolution

router = Router(tags=["resolution"])


class NotThere(Schema):
    """What you may not see does not exist."""

    detail: str


class FigureOut(Schema):
    """One count. ``count`` is null where it is withheld, because too few cases stand behind it."""

    code: str
    words: str
    count: int | None
    is_of_all: bool = Field(description="counted over the whole country, not over what you see")


class Because(Schema):
    text: str
    rule: str
    sources: list[dict[str, str]]


class Lacking(Schema):
    field: str
    text: str


class ParagraphOut(Schema):
    """One operative paragraph as it stands here."""

    number: int
    verb: str
    of: str
    label: str
    wants: str
    outcome: Literal["yes", "no", "unknown"]
    answer: str
    reasons: list[Because]
    missing: list[Lacking]
    figures: list[FigureOut]
    later: list[Lacking]


class ResolutionOut(Schema):
    on: date
    country: str
    paragraphs: list[ParagraphOut]


@router.get(
    "/resolution",
    url_name="resolution",
    response={200: ResolutionOut, 404: NotThere},
    summary="Resolution 2013/40: what is in force and in practice, paragraph by paragraph",
)
def read_resolution(request: HttpRequest):
    if not policy.decide(request.user, Permission.SPECIES_READ):
        raise HttpError(404, _("There is nothing here."))
    found = resolution(request.user, timezone.localdate())
    return {
        "on": found.on,
        "country": found.law.country,
        "paragraphs": [_paragraph(one) for one in found.paragraphs],
    }


def _paragraph(one: Shown) -> dict:
    paragraph, data = one.paragraph, finding_data(one.finding)
    return {
        "number": paragraph.number,
        "verb": paragraph.verb,
        "of": paragraph.of,
        "label": paragraph.label,
        "wants": paragraph.wants,
        "answer": said(one.finding.value),
        **{key: data[key] for key in ("outcome", "reasons", "missing")},
        "figures": [
            {"code": each.code, "words": said(each.words), "count": each.count, "is_of_all": each.is_of_all}
            for each in one.figures
        ],
        "later": [{"field": lack.field, "text": said(lack.text)} for lack in one.later],
    }
