"""Answers to the errors Django itself finds; the URL configuration names these as its handlers."""

from __future__ import annotations

import sys
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from kechuang.base.capacity import is_out_of_space


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "design/errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "design/errors/404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Needs neither database nor request context: either may be what failed."""
    if is_out_of_space(sys.exc_info()[1]):
        full = render_to_string("design/errors/507.html")
        return HttpResponse(full, status=HTTPStatus.INSUFFICIENT_STORAGE)
    return HttpResponse(render_to_string("design/errors/500.html"), status=500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer when the CSRF token is missing or stale (``CSRF_FAILURE_VIEW``).

    A page that is still open is left as it is: what was typed there must not be lost.
    """
    answer = render(request, "design/errors/csrf.html", status=403)
    if request.headers.get("HX-Request") == "true":
        answer["HX-Trigger"] = "token-expired"
        answer["HX-Reswap"] = "none"
    return answer
