"""The interface page: every operation, read from the OpenAPI document."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kechuang.api.endpoints import api
from kechuang.engines.wording import Text


@require_safe
def interface(request: HttpRequest) -> HttpResponse:
    """Operations grouped by tag, with parameters and answers."""
    schema = api.get_openapi_schema()
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            entry = {"path": path, "method": method.upper(), **_in_one_language(operation)}
            groups.setdefault(operation["tags"][0], []).append(entry)
    context = {"groups": groups, "info": schema["info"]}
    return render(request, "api/interface.html", context)


def _in_one_language(operation: dict[str, Any]) -> dict[str, Any]:
    """The operation with the half of each “中文 / English” description that the reader reads."""
    answers = {
        status: {**answer, "description": _half(answer["description"])}
        for status, answer in operation["responses"].items()
    }
    return {**operation, "description": _half(operation["description"]), "responses": answers}


def _half(description: str) -> str:
    zh, *rest = re.split(r"\s*/ ", description, maxsplit=1)
    return Text(zh, *(rest or [zh])).said_in(get_language() or "zh-hans")
