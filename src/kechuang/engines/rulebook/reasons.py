"""The reason tree: what was asked, which article asks it, what was found and what is short."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from kechuang.engines.rulebook.facts import Fact
from kechuang.engines.rulebook.inquiry import MissingFact
from kechuang.engines.rulebook.rules.bands import Point
from kechuang.engines.rulebook.terms.closeness import Closeness, effort_bp
from kechuang.engines.rulebook.verdict import Verdict
from kechuang.engines.wording import Text


class Reason(NamedTuple):
    """One node. ``points``: the score interval where it scores; ``evidence``: its weak spot.

    ``grades``: what the total may be called, lowest first; empty where nothing is graded.
    """

    id: str
    label: Text
    article: Text
    verdict: Verdict
    detail: Text
    facts: tuple[Fact, ...] = ()
    children: tuple[Reason, ...] = ()
    points: tuple[Point, Point] | None = None
    evidence: str = ""
    grades: tuple[Text, ...] = ()

    def as_dict(self) -> dict[str, object]:
        return {
            "id": self.id,
            "label": self.label._asdict(),
            "article": self.article._asdict(),
            "verdict": self.verdict.value,
            "detail": self.detail._asdict(),
            "facts": [fact.as_dict() for fact in self.facts],
            "children": [child.as_dict() for child in self.children],
            "points": [written_point(point) for point in self.points] if self.points else None,
            "evidence": self.evidence,
            **({"grades": [grade._asdict() for grade in self.grades]} if self.grades else {}),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Reason:
        return cls(
            id=data["id"],
            label=Text(**data["label"]),
            article=Text(**data["article"]),
            verdict=Verdict(data["verdict"]),
            detail=Text(**data["detail"]),
            facts=tuple(Fact.from_dict(fact) for fact in data["facts"]),
            children=tuple(cls.from_dict(child) for child in data["children"]),
            points=_read_points(data["points"]),
            evidence=data["evidence"],
            grades=tuple(Text(**grade) for grade in data.get("grades", ())),
        )


def written_point(point: Point) -> int | str:
    """Whole points as a number, others as exact decimals in text: 12.5 is no float in JSON."""
    return (
        int(point) if point.denominator == 1 else str(Decimal(point.numerator) / point.denominator)
    )


def _read_points(written: list[int | str] | None) -> tuple[Point, Point] | None:
    if not written:
        return None
    low, high = (Fraction(point) if isinstance(point, str) else point for point in written)
    return low, high


class Gap(NamedTuple):
    """What would change the answer: the failed condition, what is there, what it needs.

    ``effort_bp``: the gap as a share of what is needed, a year of waiting like the whole; None
    where size means nothing, or where an earlier engine did not tell it.
    """

    reason_id: str
    label: Text
    have: Text
    need: Text
    short_by: Text
    effort_bp: int | None = None

    def as_dict(self) -> dict[str, object]:
        return {
            "reason_id": self.reason_id,
            "label": self.label._asdict(),
            "have": self.have._asdict(),
            "need": self.need._asdict(),
            "short_by": self.short_by._asdict(),
            "effort_bp": self.effort_bp,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Gap:
        texts = {key: Text(**data[key]) for key in ("label", "have", "need", "short_by")}
        return cls(**{**data, **texts})


class Failing(NamedTuple):
    """One failed condition of the shortest repair; an incurable one is never nearly met."""

    gap: Gap
    closeness: Closeness
    is_curable: bool = True

    @property
    def sized(self) -> Gap:
        """The gap that tells its size."""
        return self.gap._replace(effort_bp=effort_bp(self.closeness))


class Outcome(NamedTuple):
    """A node's reason, the facts that keep it unknown, and the shortest repair when it is not met.

    ``is_sole``: nothing beside the repair is unknown, so repairing it would settle the answer.
    """

    reason: Reason
    missing: tuple[MissingFact, ...] = ()
    repair: tuple[Failing, ...] = ()
    is_sole: bool = True

    @property
    def verdict(self) -> Verdict:
        return self.reason.verdict
