"""A smallest procedure with one of everything, the real packs, and instants to play with."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from kechuang.engines.flow import Actor
from kechuang.engines.flow.calendars.instants import SHANGHAI

PACKS = Path(__file__).parents[3] / "packs"

SAMPLE = (Path(__file__).parent / "permit.yaml").read_text("utf-8")

APPLICATION = {"kind": "company", "staff": 5, "amount": 3_000_000}
APPLICANT = Actor("ann", frozenset({"applicant"}))
OFFICER = Actor("ben", frozenset({"officer"}))
CHIEF = Actor("cy", frozenset({"chief"}))
SECOND = Actor("dee", frozenset({"chief", "officer"}))


def line_of(text: str, start: str) -> int:
    """The line, from 1, of the first line that begins (after blanks) with ``start``."""
    lines = text.splitlines()
    return next(n for n, line in enumerate(lines, 1) if line.lstrip(" -{").startswith(start))


def swapped(old: str, new: str, text: str = SAMPLE) -> str:
    """The sample with one thing changed that really stood there."""
    assert old in text, old
    return text.replace(old, new, 1)


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=SHANGHAI)


VISIBILITY = """\
visibility:
  own: applicant
  never: chief
  phases:
    - {states: draft, sees: applicant, basis: 示例}
    - {states: [filed, waiting, signing, granted, refused], sees: officer, basis: 示例}
"""
NAMED = swapped("kind: {type: choice,", "kind: {type: choice, is_identifying: true,") + VISIBILITY
"""The sample with a field and a paper that name people, and with who sees them."""
