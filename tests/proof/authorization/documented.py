"""What the interface answers beyond its OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.http import HttpResponse

from kechuang.api.endpoints import api
from tests.proof.authorization.cells import Cell

Schema = dict[str, Any]


def undocumented(cell: Cell, answer: HttpResponse) -> list[str]:
    """The paths of fields in the answer that the document does not name."""
    schema = _schemas().get((cell.row.name.partition(":")[2], cell.method))
    return list(_beyond(answer.json(), schema, "")) if schema else []


@cache
def _document() -> Schema:
    return dict(api.get_openapi_schema(path_prefix="/api/"))


@cache
def _schemas() -> dict[tuple[str, str], Schema]:
    """The schema of each operation's answer, by operation and method."""
    return {
        (operation["operationId"], method.upper()): operation["responses"][200]["content"][
            "application/json"
        ]["schema"]
        for operations in _document()["paths"].values()
        for method, operation in operations.items()
    }


def _beyond(value: Any, schema: Schema, place: str) -> Iterator[str]:
    schema = _resolved(schema)
    if isinstance(value, list):
        for item in value:
            yield from _beyond(item, schema.get("items", {}), f"{place}[]")
    elif isinstance(value, dict) and not schema.get("additionalProperties"):
        named = schema.get("properties", {})
        yield from (f"{place}.{name}" for name in value if name not in named)
        for name in value.keys() & named.keys():
            yield from _beyond(value[name], named[name], f"{place}.{name}")


def _resolved(schema: Schema) -> Schema:
    """The schema that a reference names; of alternatives the one that is not null."""
    for choice in schema.get("anyOf", []):
        if choice.get("type") != "null":
            return _resolved(choice)
    if "$ref" not in schema:
        return schema
    found: Schema = _document()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return found
