"""Response policy: what a page may load, and how a refusal is answered."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from kechuang.base.errors import Refusal
from kechuang.design.refusals import answer_refusal

Answerer = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "Permissions-Policy": (
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
    ),
}


def content_security(answer: Answerer) -> Answerer:
    """Forbid inline script and style and anything from other hosts, on every response."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        for header, value in CONTENT_SECURITY.items():
            response.headers[header] = value
        return response

    return middleware


def explain_refusals(answer: Answerer) -> RefusalExplainer:
    """Turn a ``Refusal`` raised anywhere in a view into a clear answer."""
    return RefusalExplainer(answer)


class RefusalExplainer:
    """Passes requests on; Django calls ``process_exception`` when a view raised."""

    def __init__(self, answer: Answerer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return answer_refusal(request, error) if isinstance(error, Refusal) else None
