"""What a clause grants: a sum of money, how sure it is, who bears it, and how it came about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from kechuang.engines.wording import Text


class Share(NamedTuple):
    """The part of an amount that one payer bears; None where nothing bounds it."""

    payer: Text
    low_fen: int | None
    high_fen: int | None

    def as_dict(self) -> dict[str, object]:
        return {**self._asdict(), "payer": self.payer._asdict()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Share:
        return cls(**{**data, "payer": Text(**data["payer"])})


class Amount(NamedTuple):
    """Money in fen. exact: low = high; ceiling: at most high; range: between; undetermined.

    ``high_fen`` is None when nothing bounds the amount; ``label`` says what kind of money it is.
    """

    kind: str
    low_fen: int | None
    high_fen: int | None
    steps: tuple[Text, ...]
    label: Text = Text("金额", "Amount")
    shares: tuple[Share, ...] = ()

    def as_dict(self) -> dict[str, object]:
        shared = {"shares": [share.as_dict() for share in self.shares]} if self.shares else {}
        return {
            "kind": self.kind,
            "low_fen": self.low_fen,
            "high_fen": self.high_fen,
            "steps": [step._asdict() for step in self.steps],
            "label": self.label._asdict(),
            **shared,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Amount:
        parts = {
            "steps": tuple(Text(**step) for step in data["steps"]),
            "label": Text(**data["label"]),
            "shares": tuple(Share.from_dict(share) for share in data.get("shares", ())),
        }
        return cls(**{**data, **parts})
