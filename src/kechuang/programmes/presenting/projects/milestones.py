"""Milestones in words: what each releases, and what its reports were given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Avg
from django.utils.translation import gettext

from kechuang.cases.presenting.timeline import names_of
from kechuang.programmes.models.execution import Milestone, MilestoneReport, StageScore
from kechuang.programmes.states_of_execution import MilestoneState

TONES: dict[str, str] = {
    MilestoneState.PLANNED: "neutral",
    MilestoneState.REPORTED: "info",
    MilestoneState.RECTIFYING: "warn",
    MilestoneState.RECOMMENDED: "info",
    MilestoneState.ACCEPTED: "good",
    MilestoneState.CANCELLED: "neutral",
}
TEAM = ("attach_evidence", "report_milestone")
MILESTONE_ACTS: Mapping[str, tuple[str, ...]] = {
    MilestoneState.PLANNED: TEAM,
    MilestoneState.RECTIFYING: TEAM,
    MilestoneState.REPORTED: ("score_milestone", "recommend_milestone", "order_rectification"),
    MilestoneState.RECOMMENDED: ("accept_milestone", "order_rectification"),
}


@dataclass(frozen=True)
class ReportShown:
    """A report with its scores, their mean (two places) and what was to be mended."""

    row: MilestoneReport
    who: str
    scores: list[tuple[str, StageScore]]
    mean: str


def release_of(milestone: Milestone) -> str:
    """Whether the tranche of a milestone was released to be paid."""
    tranche = milestone.tranche
    if tranche is None:
        return gettext("不拨款") if milestone.share_bp == 0 else gettext("生效后建立节点")
    if tranche.accepted_on:
        return gettext("条件成就，可拨付")
    return gettext("已核减") if tranche.released_on else gettext("条件未成就，不得拨付")


def reports_of(milestone: Milestone) -> list[ReportShown]:
    """The latest first."""
    rows = list(milestone.reports.prefetch_related("scores").order_by("-position"))
    scores = [score for row in rows for score in row.scores.all()]
    names = names_of({one.by_id for one in (*rows, *scores) if one.by_id})
    return [
        ReportShown(
            row,
            name_of(names, row.by_id, row.by_name),
            [(name_of(names, one.by_id, one.by_name), one) for one in row.scores.all()],
            _mean(row),
        )
        for row in rows
    ]


def name_of(names: Mapping[int, str], account_id: int | None, system_name: str) -> str:
    """The account's name, or that of the system; a dash where neither is known."""
    return names.get(account_id or 0) or system_name or "—"


def _mean(report: MilestoneReport) -> str:
    mean = report.scores.aggregate(mean=Avg("score"))["mean"]
    return "" if mean is None else f"{mean:.2f}"
