"""Red controls: an escape taken away, a fault planted; each must be noticed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_resolver, path
from django.utils.safestring import mark_safe
from ninja import NinjaAPI
from openpyxl.cell import WriteOnlyCell

from kechuang.demands.models import Demand
from tests.proof.injection.executing import Watched
from tests.proof.injection.exporting import WORKBOOK, runnable
from tests.proof.injection.fuzzing import Fuzzing
from tests.proof.injection.markup import MARKUP
from tests.proof.injection.outward import outward_calls
from tests.proof.injection.watching import Findings

SCRIPT = "<script>__kc(9)</script>"
PLANTED = f"/planted/?q={quote(SCRIPT)}"
Browsers = dict[str, Client]


@contextmanager
def echoing_page() -> Iterator[None]:
    """An address whose page repeats what it is asked, unescaped."""
    echo = path("planted/", lambda request: HttpResponse(request.GET["q"]), name="planted")
    addresses = get_resolver().url_patterns
    addresses.append(echo)
    try:
        yield
    finally:
        addresses.remove(echo)


def unescaped_echo(browsers: Browsers) -> int:
    """How many markup payloads are noticed where nothing escapes them."""
    with echoing_page():
        found = [Findings() for _ in MARKUP]
        for text, findings in zip(MARKUP, found, strict=True):
            findings.see(browsers["anonymous"].get(f"/planted/?q={quote(text)}"), "planted")
    return sum(bool(findings.harms) for findings in found)


@contextmanager
def hostile_title(text: str) -> Iterator[Demand]:
    """A published demand with this title, as long as the block lasts."""
    with transaction.atomic():
        demand = Demand.objects.filter(state="published", confidentiality="public").latest("pk")
        Demand.objects.filter(pk=demand.pk).update(title=text)
        yield demand
        transaction.set_rollback(True)


def stored_as_safe(browsers: Browsers) -> int:
    title = property(lambda demand: mark_safe(demand.title))
    findings = Findings()
    with hostile_title(SCRIPT) as demand, patch.object(Demand, "shown_title", title):
        findings.see(browsers["bureau"].get(f"/demands/{demand.pk}/"), "detail")
    return len(findings.harms)


def unescaped_export(browsers: Browsers) -> int:
    def plain(page: Any, row: int, column: int, text: str) -> WriteOnlyCell:
        return WriteOnlyCell(page, value="".join(filter(str.isprintable, text)))

    with hostile_title("=1+1"), patch("kechuang.base.sheets.writing.text_cell", plain):
        saved = browsers["bureau"].get("/demands/", {"export": "xlsx"})
    return len(runnable(saved.content, WORKBOOK))


def failing_operation(browsers: Browsers) -> int:
    with patch("kechuang.api.endpoints.registries.listed_parties", None):
        fuzzing = Fuzzing(browsers, seed=1, cases=4)
        return len(fuzzing.run(("anonymous",), only="GET /api/parties").broken)


def undocumented_answer(browsers: Browsers) -> int:
    create = NinjaAPI.create_response

    def rename(api: NinjaAPI, request: HttpRequest, data: Any, **options: Any) -> HttpResponse:
        return create(api, request, {"planted": data}, **options)

    with patch.object(NinjaAPI, "create_response", rename):
        fuzzing = Fuzzing(browsers, seed=1, cases=4)
        return len(fuzzing.run(("anonymous",), only="GET /api/outcomes").broken)


def outward_call(browsers: Browsers) -> int:
    def fetch(request: HttpRequest) -> HttpResponse:
        import socket

        socket.create_connection((request.GET["q"], 80), timeout=1)
        return HttpResponse()

    fetching = path("planted/", fetch)
    get_resolver().url_patterns.append(fetching)
    with outward_calls() as tried:
        browsers["anonymous"].get("/planted/?q=kc.invalid")
    get_resolver().url_patterns.remove(fetching)
    return len(tried)


CONTROLS = {
    "不转义的回显 / unescaped echo": unescaped_echo,
    "存储文本当作安全 / stored text marked safe": stored_as_safe,
    "不转义的导出 / unescaped export": unescaped_export,
    "报错的接口 / failing operation": failing_operation,
    "不合文档的答复 / undocumented answer": undocumented_answer,
    "对外连接 / outward call": outward_call,
}


def harms_seen(browsers: Browsers) -> dict[str, int]:
    """For each control, how many harms were seen."""
    return {name: control(browsers) for name, control in CONTROLS.items()}


def runs_when_planted(watched: Watched, browsers: Browsers) -> int:
    """How often the planted page's script ran in the browser."""
    with echoing_page():
        return len(watched.visit([("anonymous", PLANTED)], browsers))
