"""What goes into a search and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kechuang.engines.wording import Text

Attributes = Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Document:
    """Something that can be found; attributes: discipline, industry, maturity, price_fen, region.

    ``maturity`` is a technology readiness level 1–9; an absent or ``None`` attribute is unknown.
    """

    id: str
    title: str
    text: str = ""
    keywords: tuple[str, ...] = ()
    attributes: Attributes = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for; attributes: discipline, industry, needed_maturity, budget_fen, region."""

    id: str
    title: str
    text: str = ""
    keywords: tuple[str, ...] = ()
    attributes: Attributes = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MatchReason:
    """One part of a score: ``points`` may be negative, and 0 where something is unknown.

    Kinds: term, rest, extent, coverage, discipline, industry, maturity, budget, place.
    """

    kind: str
    label: Text
    points: int
    detail: Text

    def as_dict(self) -> dict[str, Any]:
        """JSON-able, with both languages."""
        return {
            "kind": self.kind,
            "label": self.label._asdict(),
            "points": self.points,
            "detail": self.detail._asdict(),
        }


@dataclass(frozen=True, slots=True)
class Hit:
    """One document found: the points of its reasons add up to ``score`` exactly.

    ``strength`` (strong, fair, weak) comes from ``share_bp``, see
    :mod:`kechuang.engines.match.strength`; a high rank alone promises nothing. ``share_bp`` is
    the share of the query title's content that the document holds, in basis points.
    """

    document_id: str
    rank: int
    score: int
    strength: str
    share_bp: int
    reasons: tuple[MatchReason, ...]

    def as_dict(self) -> dict[str, Any]:
        """JSON-able; the same hit always gives the same dictionary."""
        return {
            "document_id": self.document_id,
            "rank": self.rank,
            "score": self.score,
            "strength": self.strength,
            "share_bp": self.share_bp,
            "reasons": [reason.as_dict() for reason in self.reasons],
        }
