"""How much the sources tell about a firm."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from kechuang.demo.city.draws import choose_weighted


class Openness(NamedTuple):
    """Basis points of single facts missing and of whole papers of a year missing."""

    missing_fact_bp: int
    missing_paper_bp: int
    is_audited: bool

    @property
    def is_complete(self) -> bool:
        return not (self.missing_fact_bp or self.missing_paper_bp)


# Gaps gather in few firms, as in life: scattered evenly they would leave no rule an answer.
_WEIGHTS: tuple[tuple[Openness, int], ...] = (
    (Openness(0, 0, is_audited=True), 60),
    (Openness(700, 0, is_audited=True), 9),
    (Openness(900, 500, is_audited=False), 11),
    (Openness(1_300, 4_600, is_audited=False), 20),
)


def draw_openness(rng: Random) -> Openness:
    return choose_weighted(rng, _WEIGHTS)
