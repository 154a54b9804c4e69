"""Criteria and reports; marks are immutable whole numbers, totals exact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kechuang.engines.panel.refusals import PanelError, need_whole
from kechuang.engines.wording import Text

WHOLE_BP = 10_000
LEAST_REPORTS = 3
"""国家自然科学基金条例 (2024) 第15条: three experts or more."""
_CRITERIA = Text("评审指标不能采用", "The criteria cannot be used")
_REPORTS = Text("评审意见不能采用", "The reports cannot be used")


@dataclass(frozen=True)
class Criterion:
    """``weight_bp``: basis points of the total; marks are whole numbers 0…``most``."""

    id: str
    label: Text
    weight_bp: int
    most: int = 100


@dataclass(frozen=True)
class Report:
    """One reviewer's marks of one proposal, as given and never changed."""

    proposal: str
    reviewer: str
    marks: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, proposal: str, reviewer: str, marks: Mapping[str, int]) -> Report:
        """A report of marks by criterion id."""
        return cls(proposal, reviewer, tuple(sorted(marks.items())))


@dataclass(frozen=True)
class ScoredReport:
    """``points``: the weighted share of full marks, exact, 0…100."""

    report: Report
    points: Fraction


@dataclass(frozen=True)
class Scheme:
    """The criteria of a round. Refuses (``PanelError``) weights that are not 100 % together."""

    criteria: tuple[Criterion, ...]
    least_reports: int = LEAST_REPORTS

    def __post_init__(self) -> None:
        need_whole(self.least_reports, Text("最少评审意见", "least reports"), least=1)
        for criterion in self.criteria:
            need_whole(criterion.weight_bp, criterion.label, least=1)
            need_whole(criterion.most, criterion.label, least=1)
        total = sum(criterion.weight_bp for criterion in self.criteria)
        if total != WHOLE_BP or len({c.id for c in self.criteria}) < len(self.criteria):
            raise PanelError(
                _CRITERIA,
                Text(
                    f"权重合计{total}，应为{WHOLE_BP}，且编号不得重复",
                    f"the weights sum to {total}",
                ),
                Text("请改正权重", f"Let them sum to {WHOLE_BP}, each criterion once"),
            )

    def score(self, reports: Iterable[Report]) -> tuple[ScoredReport, ...]:
        """Every report with its points. Refuses (``PanelError``) missing, strange or odd marks."""
        scored = tuple(ScoredReport(report, self._points(report)) for report in reports)
        again = Counter((one.report.proposal, one.report.reviewer) for one in scored)
        for (proposal, reviewer), times in again.items():
            if times > 1:
                why = Text(
                    f"“{reviewer}”对“{proposal}”提交了{times}份",
                    f"“{reviewer}” reports {times} times on “{proposal}”",
                )
                raise PanelError(_REPORTS, why, Text("请只保留一份", "Keep one"))
        return scored

    def _points(self, report: Report) -> Fraction:
        marks = dict(report.marks)
        if set(marks) != {criterion.id for criterion in self.criteria}:
            raise _bad_marks(report, Text("指标缺项或多项", "criteria are missing or unknown"))
        if any(not 0 <= marks[c.id] <= c.most for c in self.criteria):
            raise _bad_marks(report, Text("有分数超出范围", "a mark is out of range"))
        parts = (Fraction(marks[c.id] * c.weight_bp, c.most) for c in self.criteria)
        return sum(parts, Fraction(0)) * 100 / WHOLE_BP


def _bad_marks(report: Report, why: Text) -> PanelError:
    where = Text(
        f"“{report.reviewer}”对“{report.proposal}”：{why.zh}",
        f"“{report.reviewer}” on “{report.proposal}”: {why.en}",
    )
    return PanelError(_REPORTS, where, Text("请退回评审人改正", "Return it to the reviewer"))
