"""Entries that cannot be read yet: kept for their writer alone, and shown again as typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from kechuang.cases.filling.entries import Entries, Raw

Stored = Mapping[str, Any]


def remember_unread(session: SessionBase, case: str, unread: Entries, draft: Stored) -> None:
    """Keep ``unread`` for the case, each over the value that the draft has in its place."""
    key = _key(case)
    kept = {name: {"raw": raw, "over": draft.get(name)} for name, raw in unread.items()}
    if kept or key in session:
        session[key] = kept


def recalled(session: SessionBase, case: str, draft: Stored) -> dict[str, Raw]:
    """What was remembered, as far as nobody changed the same field since."""
    kept = session.get(_key(case), {})
    return {name: one["raw"] for name, one in kept.items() if one["over"] == draft.get(name)}


def _key(case: str) -> str:
    return f"unread:{case}"
