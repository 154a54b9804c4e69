"""Payloads in every text column of every kind of import, from upload to written record."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kechuang.base.identifiers import example_credit_code
from kechuang.files.models import StoredFile
from tests.proof.injection.planning import decodable
from tests.proof.injection.watching import Findings
from tests.proof.pages import Page

HOSTILE_HEADING = "<img src=x onerror=__kc(9)>"
TEXTS = {
    "parties": ("名称", "英文名称"),
    "facts": ("营业收入", "来源"),
    "outcomes": ("名称", "英文名称", "公开摘要", "英文公开摘要", "保密内容", "关键词", "权利人"),
    "demands": (
        "名称",
        "英文名称",
        "要解决的问题",
        "背景",
        "公开补充说明",
        "保密内容",
        "需求企业",
    ),
}
KEYS: dict[str, tuple[str, Callable[[int], str]]] = {
    "parties": (
        "统一社会信用代码",
        lambda row: example_credit_code(region="990101", serial=5_000 + row),
    ),
    "facts": (
        "统一社会信用代码",
        lambda row: example_credit_code(region="990101", serial=5_000 + row),
    ),
    "outcomes": ("来源编号", lambda row: f"hostile-{row}"),
    "demands": ("来源编号", lambda row: f"hostile-{row}"),
}


def import_payloads(client: Client, findings: Findings, *, half: int, most: int) -> None:
    """One table of each kind, one row per payload of this ``half``, through an import's pages."""
    for kind, columns in TEXTS.items():
        texts = [payload.text for payload in decodable(half)][: most or None]
        findings.n += len(texts) * len(columns)
        name = f'{kind}<img src=x onerror=__kc(9)>".csv'
        file = SimpleUploadedFile(name, _table(kind, columns, texts).encode())
        sent = client.post("/imports/new/", {"kind": kind, "file": file, "publishes": "on"})
        findings.see(sent, f"POST upload {kind}")
        _go_through(client, findings, sent.get("Location", ""), kind)


def _table(kind: str, columns: tuple[str, ...], texts: list[str]) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    heading, key_of = KEYS[kind]
    writer.writerow([heading, *columns, HOSTILE_HEADING])
    for row, text in enumerate(texts):
        writer.writerow([key_of(row), *[text] * len(columns), text])
    return buffer.getvalue()


def _go_through(client: Client, findings: Findings, columns: str, kind: str) -> None:
    if not columns:
        findings.harms.append(f"no import of {kind}")
        return
    page = findings.see(client.get(columns), f"columns {kind}")
    mapped = client.post(columns, dict(_mapping(page)))
    findings.see(mapped, f"POST columns {kind}")
    job = columns.removesuffix("columns/")
    findings.see(client.get(job), f"checked {kind}")
    for file in StoredFile.objects.filter(name__endswith="退回.xlsx").order_by("-pk")[:1]:
        findings.see(client.get(f"/files/{file.pk}/"), f"returned {kind}")
    confirmed = client.post(f"{job}confirm/")
    findings.see(confirmed, f"POST confirm {kind}")
    findings.see(client.get(job), f"confirmed {kind}")


def _mapping(page: Page | None) -> Iterator[tuple[str, str]]:
    """What the page proposes for each column."""
    for form in page.forms if page else ():
        for each in form.fields.values():
            if each.name.startswith("column-"):
                yield each.name, each.value
