"""The page that tells a developer elsewhere how to read this node, made from the description of the API itself."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from saola.apps.accounts.permits import open_to_all

from .api import api


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a request."""

    name: str
    where: str
    kind: str
    is_required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked, with its parameters and the fields of its answer."""

    anchor: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    answer: tuple[tuple[str, str, str], ...]


@open_to_all("it describes only what the API itself makes known to everyone who signs in")
@require_GET
def api_guide(request: HttpRequest) -> HttpResponse:
    schema = api.get_openapi_schema()
    context = {"operations": list(operations(schema)), "address": request.build_absolute_uri("/api/v1")}
    return render(request, "api_guide.html", context)


def operations(schema: dict[str, Any]):
    """Every operation of the OpenAPI description ``schema``, in its order."""
    parts = schema.get("components", {}).get("schemas", {})
    for path, methods in schema["paths"].items():
        for method, entry in methods.items():
            yield Operation(
                entry["operationId"],
                method.upper(),
                path,
                entry.get("summary", ""),
                entry.get("description", ""),
                tuple(_parameter(each) for each in entry.get("parameters", ())),
                tuple(_answer(entry, parts)),
            )


def _parameter(entry: dict[str, Any]) -> Parameter:
    schema = entry.get("schema", {})
    return Parameter(
        entry["name"],
        entry["in"],
        _kind(schema),
        bool(entry.get("required")),
        entry.get("description") or schema.get("description", ""),
    )


def _answer(entry: dict[str, Any], parts: dict[str, Any]):
    content = entry.get("responses", {}).get(200, {}).get("content", {})
    schema = next(iter(content.values()), {}).get("schema", {})
    if schema.get("type") == "array":
        schema = schema.get("items", {})
    found = parts.get(schema.get("$ref", "").rpartition("/")[2], schema)
    for name, field in found.get("properties", {}).items():
        yield name, _kind(field), field.get("description", "")


def _kind(schema: dict[str, Any]) -> str:
    """A type in one or two words: ``string``, ``list of Candidate``, ``yes | no | unknown``."""
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(_kind(each) for each in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return schema.get("format") or schema.get("type", "object")
