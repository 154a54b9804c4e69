"""How near an answer is: which conditions stand in the way, how many, and by how much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def conditions_in(gaps: Iterable[Mapping[str, Any]]) -> str:
    """The ids of the unmet conditions between spaces, each once, so that a text search finds one.

    ``" rd_ratio staff "``; empty where nothing is short.
    """
    ids = dict.fromkeys(gap["reason_id"] for gap in gaps)
    return f" {' '.join(ids)} " if ids else ""


def widest_bp(gaps: Iterable[Mapping[str, Any]]) -> int | None:
    """The largest gap in basis points of what is needed; None where one of them has no size."""
    efforts = [gap.get("effort_bp") for gap in gaps]
    told = [effort for effort in efforts if effort is not None]
    return max(told) if told and len(told) == len(efforts) else None
