"""Walking from the figures of a page to the lists behind them, as an auditor does."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client

LINKED = re.compile(r'<a href="([^"]+)"><data value="(-?\d+)">')
SHOWN = re.compile(r'<data value="(-?\d+)">')
HEAD = re.compile(r"这 (\d+) 张凭证合计 <strong>¥(-?[\d,]+\.\d\d)</strong>")


@dataclass(frozen=True)
class Shown:
    """A figure in fen and the address it leads to."""

    fen: int
    url: str


def figures(page: str) -> list[Shown]:
    """Every figure of a page with its link; fails where one has none."""
    found = [Shown(int(fen), html.unescape(url)) for url, fen in LINKED.findall(page)]
    assert len(found) == len(SHOWN.findall(page)), "a figure leads nowhere"
    return found


def head_of(client: Client, url: str) -> tuple[int, int]:
    """``(vouchers, fen)`` as the head of the list says."""
    return told_at_head(client.get(url))


def told_at_head(answer: HttpResponse) -> tuple[int, int]:
    count, yuan = HEAD.search(answer.content.decode()).groups()
    return int(count), int(yuan.replace(",", "").replace(".", ""))


def bundle(client: Client, url: str) -> dict[str, bytes]:
    content = client.get(f"{url}&export=zip" if "?" in url else f"{url}?export=zip").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows_in(members: dict[str, bytes], name: str) -> list[dict[str, str]]:
    text = members[f"{name}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def manifest_in(members: dict[str, bytes]) -> dict[str, Any]:
    (told, *_) = json.loads(members["manifest.json"])
    return told
