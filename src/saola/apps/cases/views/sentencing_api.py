"""Sentencing through the HTTP API: the same numbers as the page, rounded and withheld alike."""

from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from saola.apps.accounts import policy
from saola.apps.accounts.roles import Permission

from ..queries import sentencing

router = Router(tags=["sentencing"])


class NothingHere(Schema):
    """What you may not see does not exist."""

    detail: str


class Asked(Schema):
    by: Literal["offence", "group", "court", "year"] = "offence"
    offence: str = Field("", max_length=60, description="Only this provision.")
    group: str = Field("", max_length=60, description="Only this species group.")
    court: str = Field("", max_length=200, description="Only this court, by its name.")
    year: str = Field("", max_length=4, description="Only what was decided in this year.")


class EstimateOut(Schema):
    value: float
    low: float
    high: float
    unit: str
    method: str
    version: str
    level: float


class GroupOut(Schema):
    """Numbers of people are to the nearest five, or words where they are withheld."""

    key: str
    label: str
    people: str
    convicted: str
    acquitted: str
    dismissed: str
    withdrawn: str
    rate: EstimateOut | None
    custody: EstimateOut | None
    share: EstimateOut | None
    fine: EstimateOut | None
    disposal: EstimateOut | None
    maximum: str


class SentencingOut(Schema):
    by: str
    is_too_few: bool = Field(description="the selection is of fewer people than are answered for")
    groups: list[GroupOut]
    together: GroupOut | None
    withdrawn_because: dict[str, str]


@router.get(
    "/sentencing",
    url_name="sentencing",
    response={200: SentencingOut, 404: NothingHere},
    summary="What courts gave for the like, by offence, species group, court or year",
)
def read_sentencing(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    if not policy.decide(request.user, Permission.SENTENCING_READ):
        raise HttpError(404, _("There is nothing here."))
    chosen = {name: value for name in sentencing.BY if (value := getattr(asked, name))}
    return sentencing.answer_data(sentencing.answer(asked.by, chosen, timezone.localdate()))
