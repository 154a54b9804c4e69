"""One refusal, three readers: a person (page), HTMX (fragment), a program (JSON)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language

from kechuang.base.errors import NotAllowed, Refusal, WrongState

STATUSES = ((NotAllowed, 403), (WrongState, 409))
OTHERWISE = 422
INTO_NOTICES = {
    "HX-Retarget": "#notices",
    "HX-Reswap": "innerHTML",
    "HX-Reselect": "unset",
    "HX-Push-Url": "false",
}


def answer_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The refusal with its status, in the form the asker can read."""
    if request.path.startswith("/api"):
        return JsonResponse(refusal_as_dict(refusal), status=status_of(refusal))
    if request.headers.get("HX-Request") == "true":
        return _fragment(request, refusal)
    return _shown(request, refusal, "design/refusal.html")


def status_of(refusal: Refusal) -> int:
    """403 not allowed, 409 wrong state, 422 anything else that cannot be accepted."""
    return next((status for kind, status in STATUSES if isinstance(refusal, kind)), OTHERWISE)


def refusal_as_dict(refusal: Refusal) -> dict[str, object]:
    """``detail`` in the language asked for; ``what``, ``why``, ``mend`` in both."""
    return {
        "detail": refusal.said_in(get_language() or "zh-hans"),
        "what": refusal.what._asdict(),
        "why": refusal.why._asdict(),
        "mend": refusal.mend._asdict(),
    }


def _fragment(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    response = _shown(request, refusal, "design/components/refusal_notice.html")
    for header, value in INTO_NOTICES.items():
        response.headers[header] = value
    return response


def _shown(request: HttpRequest, refusal: Refusal, template: str) -> HttpResponse:
    return render(request, template, {"refusal": refusal}, status=status_of(refusal))
