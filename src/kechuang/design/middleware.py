"""What every page forbids, what no form may hold, and how a refusal is answered."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Any

from django.db import DataError
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
TEXT_TOO_LONG = "22001"  # string_data_right_truncation, PostgreSQL Appendix A
LONG_TEXT_SENT = InvalidInput(
    NUL_SENT.what,
    Text("其中一段文字超过了该栏能保存的长度", "one text is longer than its field can keep"),
    Text(
        "请返回上一页（所填内容仍在），缩短后再提交；长的说明请作为附件",
        "Go back one page (what was typed is still there), shorten it and send it again; attach "
        "what is long as a file",
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
    """Turn a ``Refusal`` raised anywhere in a view, and the database's own, into a clear answer."""
    return RefusalExplainer(answer)


class RefusalExplainer:
    """Passes requests on; Django calls ``process_exception`` when a view raised."""

    def __init__(self, answer: Answerer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        refusal = error if isinstance(error, Refusal) else _refusal_of(error)
        return answer_refusal(request, refusal) if refusal else None


def _refusal_of(error: Exception) -> Refusal | None:
    """PostgreSQL's answer to a text longer than its column (SQLite keeps it)."""
    is_too_long = getattr(error.__cause__, "sqlstate", "") == TEXT_TOO_LONG
    return LONG_TEXT_SENT if isinstance(error, DataError) and is_too_long else None


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
