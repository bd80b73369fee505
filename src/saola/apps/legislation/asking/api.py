"""Asking the law over HTTP: the questions, parameters and answers of the pages."""

from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema
from ninja.errors import ValidationError

from saola.apps.accounts import policy
from saola.apps.accounts.roles import Permission

from .answers import answer_data
from .questions import questions

router = Router(tags=["law"])


class Source(Schema):
    title: str
    locator: str
    mark: Literal["checked", "memory"] = Field(
        description="memory: not checked against the document it names"
    )


class Reason(Schema):
    text: str
    rule: str
    sources: list[Source]


class Lack(Schema):
    field: str
    text: str


class FindingOut(Schema):
    """One answer with its reasons. ``unknown`` is an answer: ``missing`` says what would settle it."""

    code: str
    answer: str
    question: str
    on: str | None
    outcome: Literal["yes", "no", "unknown"]
    rule: str
    reasons: list[Reason]
    missing: list[Lack]
    sources: list[Source]
    rests_on_memory: bool


class AnswerOut(Schema):
    """Everything that is answered; ``values`` are further values of this question."""

    question: str
    findings: list[FindingOut]
    values: dict[str, Any]
    tables: dict[str, list[dict[str, Any]]]
    notes: list[str]


class Refused(Schema):
    """Why a question was not answered: a sentence, or an entry for each parameter that is not right."""

    detail: str | list[dict[str, Any]]


@router.get(
    "/law/ask/{code}",
    response={200: AnswerOut, 401: Refused, 404: Refused, 422: Refused},
    summary="Ask the law",
    description=(
        "`code` is one of serious-crime, convention, dual-criminality, legal-basis, limitation, permits, comparison, "
        "amendments. The parameters are those in the address of the page of the same name; docs/guide/asking-the-law.md "
        "lists them. Facts are `f-NAME`, and what proves each `f-NAME-by`."
    ),
    url_name="ask-law",
)
def ask(request: HttpRequest, code: str) -> dict[str, Any]:
    if not policy.decide(request.user, Permission.LAW_READ):
        raise Http404
    chosen = questions().get(code)
    if chosen is None:
        raise Http404
    form = chosen.form(request.GET)
    if not form.is_valid():
        raise ValidationError(
            [{"loc": ["query", name], "msg": f"{label}: {text}" if label else text, "type": "value_error"}
             for name, label, text in form.complaints()]
        )  # fmt: skip
    data = answer_data(chosen.answer(form))
    known = ("findings", "tables", "notes")
    return {
        "question": code,
        "values": {key: value for key, value in data.items() if key not in known},
        **{key: data[key] for key in known},
    }
