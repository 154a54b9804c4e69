"""The cohort: every firm's points line by line, as intervals, under one scheme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd
from typing import NamedTuple, NoReturn

import numpy as np

from kechuang.engines.standing.exact import Wholes
from kechuang.engines.standing.refusals import StandingError
from kechuang.engines.wording import Text

THOUSAND = 1_000


class Indicator(NamedTuple):
    """``weights``: greatest points in thousandths, stage by stage; those of a deduction count
    as they are and never take part in the renormalisation."""

    id: str
    weights: tuple[int, ...]
    is_deduction: bool = False


class Totals(NamedTuple):
    """Points in thousandths: at least ``low``, at most ``high``; never below zero."""

    low: Wholes
    high: Wholes


@dataclass(frozen=True)
class Scheme:
    """Indicators first, then deductions; each has a weight in each of ``stages``."""

    stages: tuple[str, ...]
    indicators: tuple[Indicator, ...]

    def __post_init__(self) -> None:
        kinds = [one.is_deduction for one in self.indicators]
        if kinds != sorted(kinds) or not kinds or all(kinds):
            _refuse(Text("指标须在扣分项之前，且至少一项", "indicators come before deductions"))
        for one in self.indicators:
            if len(one.weights) != len(self.stages) or min(one.weights) < 0:
                _refuse(Text(f"{one.id} 的权重与阶段不符", f"the weights of {one.id} do not fit"))
        if min(sum(stage) for stage in self._by_stage()) <= 0:
            _refuse(Text("有的阶段权重合计为零", "the weights of a stage sum to zero"))

    @property
    def weighed(self) -> int:
        """How many lines have a weight that can be changed."""
        return sum(not one.is_deduction for one in self.indicators)

    def reduced(self) -> Wholes:
        """The weights by stage and indicator, in the largest unit that keeps them whole."""
        stages = self._by_stage()
        unit = gcd(*(weight for stage in stages for weight in stage))
        return np.array([[weight // unit for weight in stage] for stage in stages], np.int64)

    def _by_stage(self) -> list[tuple[int, ...]]:
        weights = [one.weights for one in self.indicators[: self.weighed]]
        return list(zip(*weights, strict=True))


@dataclass(frozen=True)
class Cohort:
    """``low`` and ``high``: firms × lines in thousandths, deductions negative.

    ``stage``: the stage whose weights a firm has; the first possible one while that is open.
    ``totals``: within the maxima of the scheme, so perhaps narrower than the sums of the lines.
    """

    scheme: Scheme
    subjects: tuple[str, ...]
    stage: Wholes
    low: Wholes
    high: Wholes
    totals: Totals

    @classmethod
    def of(
        cls,
        scheme: Scheme,
        subjects: Sequence[str],
        stage: Sequence[int],
        low: Sequence[Sequence[int]] | Wholes,
        high: Sequence[Sequence[int]] | Wholes,
        totals: Totals | None = None,
    ) -> Cohort:
        """``totals`` None: the sums of the lines, never below zero.

        StandingError for points that are disordered, of the wrong sign, or of one firm twice.
        """
        shape = (len(subjects), len(scheme.indicators))
        stages = np.asarray(stage, np.int64)
        lows = np.asarray(low, np.int64).reshape(shape)
        highs = np.asarray(high, np.int64).reshape(shape)
        sums = totals or Totals(*(np.maximum(each.sum(axis=1), 0) for each in (lows, highs)))
        cohort = cls(scheme, tuple(subjects), stages, lows, highs, sums)
        cohort._check()
        return cohort

    def _check(self) -> None:
        if len(set(self.subjects)) < len(self.subjects):
            _refuse(Text("有企业出现两次", "a firm is there twice"))
        if (self.low > self.high).any() or (self.totals.low > self.totals.high).any():
            _refuse(Text("有得分下限高于上限", "a lower bound is above its upper bound"))
        weighed = self.scheme.weighed
        is_beyond = (self.low[:, :weighed] < 0).any() or (self.high[:, weighed:] > 0).any()
        if is_beyond:
            _refuse(Text("指标得分须不小于零，扣分须不大于零", "a line has the wrong sign"))

    def __len__(self) -> int:
        return len(self.subjects)

    def certain(self) -> tuple[Wholes, Wholes]:
        """What is proven of each firm: points of the indicators, and what is taken off."""
        weighed = self.scheme.weighed
        return self.low[:, :weighed].sum(axis=1), -self.low[:, weighed:].sum(axis=1)


def _refuse(why: Text) -> NoReturn:
    raise StandingError(
        Text("积分排名", "the standing"),
        why,
        Text("请核对积分方案和得分", "check scheme and points"),
    )
