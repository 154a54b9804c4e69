"""What every page forbids, what no form may hold, and how a refusal is answered."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from kechuang.base.errors import InvalidInput, Refusal, Text
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
NUL_SENT = InvalidInput(
    Text("提交的内容没有保存", "What was sent was not kept"),
    Text(
        "其中有一个看不见的空字符（NUL），数据库不能保存",
        "it holds an invisible NUL character, which no database keeps",
    ),
    Text(
        "请返回上一页（所填内容仍在），改用键盘重新输入粘贴进来的那一段，再提交",
        "Go back one page (what was typed is still there), type by hand what was pasted, and send "
        "it again",
    ),
)


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


def refuse_nul(answer: Answerer) -> NulRefuser:
    """Answer a form that holds a NUL with a refusal: PostgreSQL keeps none, in text or JSON."""
    return NulRefuser(answer)


class NulRefuser:
    """Passes requests on; Django calls ``process_view`` before any view reads the form."""

    def __init__(self, answer: Answerer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        return answer_refusal(request, NUL_SENT) if _has_nul(request.POST) else None


def _has_nul(form: QueryDict) -> bool:
    return any("\0" in text for name, texts in form.lists() for text in chain([name], texts))
