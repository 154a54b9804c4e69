"""The interface page: every operation, read from the OpenAPI document."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kechuang.api.endpoints import api


def interface(request: HttpRequest) -> HttpResponse:
    """Operations grouped by tag, with parameters and answers."""
    schema = api.get_openapi_schema()
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            entry = {"path": path, "method": method.upper(), **operation}
            groups.setdefault(operation["tags"][0], []).append(entry)
    context = {"groups": groups, "info": schema["info"]}
    return render(request, "api/interface.html", context)
