"""What a strict content policy would refuse, found in template text."""

from __future__ import annotations

import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "kechuang"
INLINE = {
    "inline style": re.compile(r"<style|\sstyle\s*=", re.IGNORECASE),
    "inline script": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=[\"']application/json)", re.IGNORECASE
    ),
    "event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "script address": re.compile(r"javascript:", re.IGNORECASE),
    "evaluated htmx": re.compile(r"\shx-(on|vals=['\"]js)", re.IGNORECASE),
    "other host": re.compile(r"(?:src|<link[^>]*href)=[\"']https?://", re.IGNORECASE),
}
ICON = re.compile(r"{%\s*icon\s+[\"']([^\"']+)[\"']")
INCLUDE = re.compile(r"{%\s*(?:include|extends)\s+[\"'](design/[^\"']+)[\"']")


def templates() -> list[Path]:
    return sorted(SOURCE.rglob("templates/**/*.html"))


def refused_parts(text: str) -> list[str]:
    return [name for name, pattern in INLINE.items() if pattern.search(text)]
