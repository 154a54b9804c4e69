"""Who pays an amount: shares of several levels of government, and a budget that may not reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kechuang.engines.rulebook.rules.sums import Share
from kechuang.engines.rulebook.terms.display import shown
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.tally import split
from kechuang.engines.wording import Text

PRO_RATA, FIRST_COME = "pro_rata", "first_come"


class Level(NamedTuple):
    """One payer and its ``weight``; the weights of all are shares of their sum (2 : 1, 60 : 40)."""

    payer: Text
    weight: int


@dataclass(frozen=True, slots=True)
class Budget:
    """What all amounts of the clause together may come to in one year, and who waits."""

    total_fen: int
    method: str

    def told(self) -> Text:
        total = shown(self.total_fen, Kind.MONEY)
        if self.method == PRO_RATA:
            return Text(
                f"年度预算{total.zh}，不足时按比例核减",
                f"The budget of the year is {total.en}; if it does not reach, all get less",
            )
        return Text(
            f"年度预算{total.zh}，先到先得",
            f"The budget of the year is {total.en}; first come, first served",
        )


def shares_of(
    levels: tuple[Level, ...], low_fen: int | None, high_fen: int | None
) -> tuple[Share, ...]:
    """Each payer's part; the parts sum to the whole to the last fen."""
    if not levels:
        return ()
    weights = [level.weight for level in levels]
    lows, highs = (
        [None] * len(levels) if fen is None else [*split(fen, weights)]
        for fen in (low_fen, high_fen)
    )
    rows = zip(levels, lows, highs, strict=True)
    return tuple(Share(level.payer, low, high) for level, low, high in rows)
