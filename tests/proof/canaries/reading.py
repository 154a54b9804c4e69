"""Everything an answer tells: headers, names of files, text, what is packed or written in codes."""

from __future__ import annotations

import html
import json
import re
from functools import lru_cache
from urllib.parse import unquote

from django.http import HttpResponse

from tests.proof.metadata.searching import all_views

ESCAPED = re.compile(r"\\u[0-9a-fA-F]{4}")
INLINE = re.compile(r"<script(?![^>]*\ssrc=)|<svg[^>]*\son\w+=|<[a-z]+[^>]*\sonerror=", re.I)
ACTIVE = re.compile(rb"/JavaScript|/JS\b|/OpenAction|/Launch|/URI\b|/AA\b|TargetMode=\"External\"")
TEXT, PAGES = ("text/", "application/json"), ("text/html", "application/json")


def told_by(answer: HttpResponse) -> str:
    """All texts of an answer, decoded as often as somebody curious would."""
    headers = "\n".join(f"{name}: {unquote(value)}" for name, value in answer.items())
    cookies = "\n".join(unquote(morsel.value) for morsel in answer.cookies.values())
    return "\n".join((headers, cookies, _body(answer)))


def _body(answer: HttpResponse) -> str:
    if not answer.get("Content-Type", "").startswith(TEXT):
        return packed_text(answer.content)
    text = answer.content.decode("utf-8", "replace")
    if ESCAPED.search(text):
        text += "\n" + ESCAPED.sub(lambda code: json.loads(f'"{code[0]}"'), text)
    plain = html.unescape(text) if "&" in text else text
    return f"{plain}\n{unquote(plain)}" if "%" in plain else plain


@lru_cache(maxsize=256)
def packed_text(content: bytes) -> str:
    """What lies in a workbook, a document, an archive or a PDF, as text."""
    views = [view.decode("utf-8", "ignore") for view in all_views(content)]
    wide = [view.replace("\0", "") for view in views if "\0" in view]
    return "\n".join((*views, *wide))


def unsafe(answer: HttpResponse) -> str:
    """How a stored file could act in a reader's browser; "" when it cannot."""
    kind = answer.get("Content-Type", "")
    is_kept = answer.get("Content-Disposition", "").startswith("attachment")
    if answer.status_code != 200:
        return ""
    if not kind.startswith(PAGES) and not is_kept and not kind.startswith("text/plain"):
        return f"{kind} shown in place"
    if kind.startswith("text/html") and INLINE.search(answer.content.decode("utf-8", "replace")):
        return "script in place"
    return ""


@lru_cache(maxsize=256)
def acts(content: bytes) -> str:
    """What in a document would run or ask another machine when it is opened."""
    found = next((hit[0] for view in all_views(content) if (hit := ACTIVE.search(view))), b"")
    return found.decode()
