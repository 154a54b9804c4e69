"""Answers: a verdict with everything that led to it; the same question gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from kechuang.engines.rulebook.facts import Conflict
from kechuang.engines.rulebook.inquiry import MissingFact
from kechuang.engines.rulebook.reasons import Gap, Reason
from kechuang.engines.rulebook.rules.sums import Amount
from kechuang.engines.rulebook.verdict import Verdict


class Answer(NamedTuple):
    """What one clause says to one subject on one day.

    ``missing``: facts that would settle an unknown verdict or an open amount.
    ``gaps``: the shortest way from not met to met. ``amount`` is None when not met.
    """

    subject: str
    pack_id: str
    pack_digest: str
    clause_id: str
    on: date
    verdict: Verdict
    is_near_miss: bool
    reason: Reason
    amount: Amount | None
    missing: tuple[MissingFact, ...]
    gaps: tuple[Gap, ...]
    conflicts: tuple[Conflict, ...]

    def as_dict(self) -> dict[str, object]:
        """Plain values for JSON; ``from_dict`` is its inverse."""
        return {
            **self._asdict(),
            "on": self.on.isoformat(),
            "verdict": self.verdict.value,
            "reason": self.reason.as_dict(),
            "amount": self.amount.as_dict() if self.amount else None,
            "missing": [fact.as_dict() for fact in self.missing],
            "gaps": [gap.as_dict() for gap in self.gaps],
            "conflicts": [conflict.as_dict() for conflict in self.conflicts],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Answer:
        amount = data["amount"]
        parts = {
            "on": date.fromisoformat(data["on"]),
            "verdict": Verdict(data["verdict"]),
            "reason": Reason.from_dict(data["reason"]),
            "amount": Amount.from_dict(amount) if amount else None,
            "missing": tuple(MissingFact.from_dict(fact) for fact in data["missing"]),
            "gaps": tuple(Gap.from_dict(gap) for gap in data["gaps"]),
            "conflicts": tuple(Conflict.from_dict(one) for one in data["conflicts"]),
        }
        return cls(**{**data, **parts})

    def canonical_bytes(self) -> bytes:
        """UTF-8 JSON with sorted keys and no spaces: equal answers, equal bytes."""
        return canonical_json(self.as_dict())


def canonical_json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()
