"""What one firm could be paid by one clause, and what it was paid before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from kechuang.engines.rulebook.answers import Answer
from kechuang.engines.rulebook.verdict import Verdict
from kechuang.engines.wording import Text


class Claim(NamedTuple):
    """Fen from ``low`` (certain) to ``high`` (None: unbounded); ``steps`` say what was cut, why."""

    clause: str
    low_fen: int
    high_fen: int | None
    steps: tuple[Text, ...] = ()

    def cut(self, low_fen: int, high_fen: int | None, step: Text) -> Claim:
        """The claim inside new bounds; unchanged, without a step, where they bind nothing."""
        low = min(self.low_fen, low_fen)
        high = self.high_fen if high_fen is None else min(high_fen, self.most(high_fen))
        if (low, high) == (self.low_fen, self.high_fen):
            return self
        return Claim(self.clause, low, high, (*self.steps, step))

    def most(self, unbounded: int) -> int:
        return unbounded if self.high_fen is None else self.high_fen


class Paid(NamedTuple):
    """Money that the firm received under a clause."""

    clause: str
    on: date
    fen: int


def claims_of(answers: Iterable[Answer]) -> tuple[Claim, ...]:
    """The claims of one firm: a ceiling and an open verdict are certain of nothing."""
    return tuple(_claim(answer) for answer in answers if answer.amount)


def _claim(answer: Answer) -> Claim:
    amount = answer.amount
    if amount is None:
        raise ValueError(answer.clause_id)
    is_certain = answer.verdict is Verdict.MET and amount.kind in ("exact", "range")
    low = (amount.low_fen or 0) if is_certain else 0
    return Claim(f"{answer.pack_id}/{answer.clause_id}", low, amount.high_fen)
