"""Stages of a firm, each with its own weights for the items of a score."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from kechuang.engines.rulebook.inquiry import Inquiry
from kechuang.engines.rulebook.rules.bands import Points
from kechuang.engines.rulebook.terms.decimals import round_half_up
from kechuang.engines.rulebook.terms.guards import Guard
from kechuang.engines.rulebook.verdict import Verdict
from kechuang.engines.wording import Text

ONLY = "only"  # the stage of a score that has none


class Stage(NamedTuple):
    """``when`` is None for the last stage, which takes whoever is in no other."""

    id: str
    label: Text
    when: Guard | None


def possible_stages(stages: tuple[Stage, ...], inquiry: Inquiry) -> tuple[Stage, ...]:
    """The first stage whose guard holds, and every earlier one that is still undecided."""
    possible: list[Stage] = []
    for stage in stages:
        verdict = stage.when.verdict(inquiry) if stage.when else Verdict.MET
        if verdict is not Verdict.NOT_MET:
            possible.append(stage)
        if verdict is Verdict.MET:
            break
    return tuple(possible)


@dataclass(frozen=True, slots=True)
class Weights:
    """What an item is worth in each stage: raw points × weight ÷ ``greatest``, rounded half up."""

    by_stage: tuple[tuple[str, Fraction], ...]
    greatest: int
    decimals: int

    def weigh(self, points: Points, stages: tuple[str, ...]) -> Points:
        """Between the lightest and the heaviest of the ``stages`` that are possible."""
        known = dict(self.by_stage)
        weights = [known[stage] for stage in stages]
        low, high = points.low * min(weights), points.high * max(weights)
        return Points(self._rounded(low), self._rounded(high))

    def _rounded(self, weighed: Fraction) -> int | Fraction:
        size = 10**self.decimals
        return whole_or_exact(Fraction(round_half_up(weighed / self.greatest * size), size))


def whole_or_exact(number: Fraction) -> int | Fraction:
    return number.numerator if number.denominator == 1 else number
