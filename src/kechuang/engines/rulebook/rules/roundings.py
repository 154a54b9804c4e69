"""Rounding as a rule names it: which way, and to which whole: fen, yuan, 万元."""

from __future__ import annotations

from dataclasses import dataclass

from kechuang.engines.tally import Rounding, ceiling, floor, half_up

ROUNDINGS: dict[str, Rounding] = {"half_up": half_up, "floor": floor, "ceiling": ceiling}


@dataclass(frozen=True, slots=True)
class RoundTo:
    """``way`` is half_up, floor or ceiling; the result is a multiple of ``unit_fen``."""

    way: str
    unit_fen: int = 1

    def __call__(self, numerator: int, denominator: int) -> int:
        return ROUNDINGS[self.way](numerator, denominator * self.unit_fen) * self.unit_fen
