"""The reason tree: what was asked, which article asks it, what was found and what is short."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from kechuang.engines.rulebook.facts import Fact
from kechuang.engines.rulebook.inquiry import MissingFact
from kechuang.engines.rulebook.terms.closeness import Closeness
from kechuang.engines.rulebook.verdict import Verdict
from kechuang.engines.wording import Text


class Reason(NamedTuple):
    """One node. ``points``: the score interval where it scores; ``evidence``: its weak spot."""

    id: str
    label: Text
    article: Text
    verdict: Verdict
    detail: Text
    facts: tuple[Fact, ...] = ()
    children: tuple[Reason, ...] = ()
    points: tuple[int, int] | None = None
    evidence: str = ""

    def as_dict(self) -> dict[str, object]:
        return {
            "id": self.id,
            "label": self.label._asdict(),
            "article": self.article._asdict(),
            "verdict": self.verdict.value,
            "detail": self.detail._asdict(),
            "facts": [fact.as_dict() for fact in self.facts],
            "children": [child.as_dict() for child in self.children],
            "points": list(self.points) if self.points else None,
            "evidence": self.evidence,
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
            points=(data["points"][0], data["points"][1]) if data["points"] else None,
            evidence=data["evidence"],
        )


class Gap(NamedTuple):
    """What would change the answer: the failed condition, what is there, what it needs."""

    reason_id: str
    label: Text
    have: Text
    need: Text
    short_by: Text

    def as_dict(self) -> dict[str, object]:
        return {
            "reason_id": self.reason_id,
            "label": self.label._asdict(),
            "have": self.have._asdict(),
            "need": self.need._asdict(),
            "short_by": self.short_by._asdict(),
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
