"""One conflict: who, with what, by which rule, from which fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kechuang.engines.wording import Text


@dataclass(frozen=True)
class Conflict:
    """``is_certain`` False: a fact is missing, so the conflict can be neither seen nor ruled out.

    ``source`` names the record or register the fact comes from.
    """

    expert: str
    proposal: str
    rule: str
    reason: Text
    source: str = ""
    is_certain: bool = True

    def as_dict(self) -> dict[str, Any]:
        """A JSON-able mapping."""
        return {
            "expert": self.expert,
            "proposal": self.proposal,
            "rule": self.rule,
            "reason": self.reason._asdict(),
            "source": self.source,
            "is_certain": self.is_certain,
        }
