"""A gate of a race: which lanes go on, which are held back, which are out.

A lane without its reports is undecided and never out for it; while it is, no other lane goes on
or out whose fate its scores could still change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from kechuang.engines.panel.refusals import PanelError, need_whole
from kechuang.engines.panel.scores.ranking import Ranking, Standing, rank
from kechuang.engines.panel.scores.reports import Scheme, ScoredReport
from kechuang.engines.wording import Text

_GATE = Text("考核规则不能采用", "The rule of the gate cannot be used")
_LANES = Text("赛道不能考核", "The lanes cannot be assessed")


class Fate(StrEnum):
    PROMOTED = "promoted"
    HELD_BACK = "held_back"
    ELIMINATED = "eliminated"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class GateRule:
    """``kept``: so many best lanes go on (all that reach the floor, when None); ``floor`` and
    ``held_from``: points 0…100, where a lane between the two is held back for another try.

    ``ties`` as in ``rank``; lanes still equal at the line all stay, or all wait for a further
    test. No source sets places or points: the pack of the round does. Refuses (``PanelError``) a
    rule by which nobody could be told apart.
    """

    kept: int | None = None
    floor: int | None = None
    held_from: int | None = None
    ties: tuple[str, ...] = ()
    do_ties_wait: bool = False

    def __post_init__(self) -> None:
        if self.kept is None and self.floor is None:
            raise _refused(Text("既无名额也无最低分", "it sets neither places nor a floor"))
        if self.kept is not None:
            need_whole(self.kept, Text("名额", "places"), least=1)
        points = [one for one in (self.held_from, self.floor) if one is not None]
        if points != sorted(points) or any(not 0 <= one <= 100 for one in points):
            raise _refused(
                Text("暂缓分和最低分须在0至100之间且依次不降", "its points are out of order")
            )
        if self.held_from is not None and self.floor is None:
            raise _refused(Text("有暂缓分而没有最低分", "it holds back without a floor"))


@dataclass(frozen=True)
class LaneFate:
    """What the gate says of one lane. ``standing`` is None without enough reports."""

    lane: str
    fate: Fate
    standing: Standing | None
    reason: Text


def decide_gate(
    lanes: Sequence[str], scheme: Scheme, reports: Sequence[ScoredReport], rule: GateRule
) -> tuple[LaneFate, ...]:
    """The fate of each of ``lanes``, in their order. Refuses (``PanelError``) lanes named twice
    and reports of other lanes."""
    _refuse_strangers(lanes, reports)
    ranking = rank(scheme, reports, ties=rule.ties)
    known = {one.proposal: one for one in ranking.standings}
    open_lanes = len(lanes) - len(known)
    return tuple(
        _fate_of(known[lane], ranking, rule, open_lanes)
        if lane in known
        else LaneFate(lane, Fate.UNDECIDED, None, _waits(lane, ranking, scheme))
        for lane in lanes
    )


def _fate_of(standing: Standing, ranking: Ranking, rule: GateRule, open_lanes: int) -> LaneFate:
    fate = _by_points(standing.score, rule)
    if fate is Fate.PROMOTED and rule.kept is not None:
        fates = set(_by_places(standing, ranking, rule, rule.kept, open_lanes))
        fate = fates.pop() if len(fates) == 1 else Fate.UNDECIDED
    return LaneFate(standing.proposal, fate, standing, _told(standing, fate, rule))


def _by_points(score: Fraction, rule: GateRule) -> Fate:
    if rule.floor is None or score >= rule.floor:
        return Fate.PROMOTED
    is_held = rule.held_from is not None and score >= rule.held_from
    return Fate.HELD_BACK if is_held else Fate.ELIMINATED


def _by_places(
    standing: Standing, ranking: Ranking, rule: GateRule, kept: int, open_lanes: int
) -> Iterator[Fate]:
    """The fates left open: lanes without scores may yet all come before it, or all behind."""
    tied = sum(one.rank == standing.rank for one in ranking.standings)
    for before in (0, open_lanes):
        yield _at_line(standing.rank - 1 + before, tied, kept, rule)


def _at_line(ahead: int, level: int, kept: int, rule: GateRule) -> Fate:
    if ahead + level <= kept:
        return Fate.PROMOTED
    if ahead >= kept:
        return Fate.ELIMINATED
    return Fate.HELD_BACK if rule.do_ties_wait else Fate.PROMOTED


def _told(standing: Standing, fate: Fate, rule: GateRule) -> Text:
    points = f"{Decimal(standing.score.numerator) / Decimal(standing.score.denominator):.2f}"
    verdict = _WORDS[fate]
    asked = _asked(rule)
    return Text(
        f"第{standing.rank}名，{points}分（{asked.zh}）：{verdict.zh}",
        f"rank {standing.rank}, {points} points ({asked.en}): {verdict.en}",
    )


def _asked(rule: GateRule) -> Text:
    parts = []
    if rule.kept is not None:
        parts.append(Text(f"留前{rule.kept}名", f"{rule.kept} kept"))
    if rule.floor is not None:
        parts.append(Text(f"最低{rule.floor}分", f"floor {rule.floor}"))
    return Text("、".join(part.zh for part in parts), ", ".join(part.en for part in parts))


def _waits(lane: str, ranking: Ranking, scheme: Scheme) -> Text:
    have = ranking.incomplete.get(lane, 0)
    need = scheme.least_reports
    return Text(
        f"评审意见{have}份，须{need}份，不作结论", f"{have} of {need} reports: no decision yet"
    )


def _refuse_strangers(lanes: Sequence[str], reports: Sequence[ScoredReport]) -> None:
    twice = [lane for lane, times in Counter(lanes).items() if times > 1]
    strange = sorted({one.report.proposal for one in reports}.difference(lanes))
    if twice or strange:
        named_zh, named_en = "、".join(twice or strange), ", ".join(twice or strange)
        why = Text(f"重复：{named_zh}", f"named twice: {named_en}")
        if not twice:
            why = Text(f"不在本场：{named_zh}", f"not of this race: {named_en}")
        raise PanelError(_LANES, why, Text("请核对赛道名单", "Check the list of lanes"))


def _refused(why: Text) -> PanelError:
    return PanelError(_GATE, why, Text("请改正考核规则", "Correct the rule of the gate"))


_WORDS = {
    Fate.PROMOTED: Text("晋级", "promoted"),
    Fate.HELD_BACK: Text("暂缓", "held back"),
    Fate.ELIMINATED: Text("出局", "eliminated"),
    Fate.UNDECIDED: Text("其他赛道意见未齐，不作结论", "undecided while other lanes lack reports"),
}
