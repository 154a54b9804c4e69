"""The order of proposals by exact means, ties by the round's own rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kechuang.engines.panel.refusals import PanelError
from kechuang.engines.panel.scores.reports import Scheme, ScoredReport
from kechuang.engines.wording import Text

Reports = Sequence[ScoredReport]
Key = Callable[[Reports], Fraction]


@dataclass(frozen=True)
class Standing:
    """``rank`` counts from 1; tied proposals share the better rank (并列)."""

    proposal: str
    rank: int
    score: Fraction
    reports: int


@dataclass(frozen=True)
class Ranking:
    """``standings`` best first; ``incomplete``: proposals with too few reports, never ranked."""

    standings: tuple[Standing, ...]
    incomplete: Mapping[str, int]


def rank(scheme: Scheme, reports: Reports, *, ties: Sequence[str] = ()) -> Ranking:
    """Rank by mean points; ``ties`` name what decides between equals, in order.

    ``lowest`` the better worst report, ``median`` the better median, ``criterion:<id>`` the better
    mean mark. What is still equal shares a rank. Refuses (``PanelError``) an unknown rule.
    """
    keys = [_mean, *(_key(scheme, name) for name in ties)]
    grouped = by_proposal(reports)
    few = {p: len(r) for p, r in grouped.items() if len(r) < scheme.least_reports}
    worth = {p: tuple(key(r) for key in keys) for p, r in grouped.items() if p not in few}
    order = sorted(worth, key=lambda p: (tuple(-value for value in worth[p]), p))
    standings = [
        Standing(p, 1 + sum(worth[q] > worth[p] for q in order), worth[p][0], len(grouped[p]))
        for p in order
    ]
    return Ranking(tuple(standings), few)


def by_proposal(reports: Reports) -> dict[str, list[ScoredReport]]:
    """The reports of each proposal."""
    grouped: defaultdict[str, list[ScoredReport]] = defaultdict(list)
    for one in reports:
        grouped[one.report.proposal].append(one)
    return dict(grouped)


def _mean(reports: Reports) -> Fraction:
    return sum((one.points for one in reports), Fraction(0)) / len(reports)


def _lowest(reports: Reports) -> Fraction:
    return min(one.points for one in reports)


def _median(reports: Reports) -> Fraction:
    points = sorted(one.points for one in reports)
    middle = len(points) // 2
    return points[middle] if len(points) % 2 else (points[middle - 1] + points[middle]) / 2


def _key(scheme: Scheme, name: str) -> Key:
    known: dict[str, Key] = {"lowest": _lowest, "median": _median}
    known |= {f"criterion:{c.id}": _mean_mark(c.id) for c in scheme.criteria}
    if name not in known:
        raise PanelError(
            Text("同分规则不能采用", "The rule for ties cannot be used"),
            Text(f"不认识“{name}”", f"“{name}” is unknown"),
            Text("可用：" + "、".join(known), "Use one of: " + ", ".join(known)),
        )
    return known[name]


def _mean_mark(criterion: str) -> Key:
    def mean_mark(reports: Reports) -> Fraction:
        return Fraction(sum(dict(one.report.marks)[criterion] for one in reports), len(reports))

    return mean_mark
