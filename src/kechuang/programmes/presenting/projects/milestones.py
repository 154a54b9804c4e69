"""Milestones in words: what each releases, and what its reports were given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Avg
from django.utils.translation import gettext

from kechuang.base.actors import Actor
from kechuang.cases.presenting.timeline import names_of
from kechuang.ledger.access import can_read_books
from kechuang.programmes.models.execution import (
    Milestone,
    MilestoneReport,
    StageInvitation,
    StageScore,
)
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
    MilestoneState.REPORTED: (
        "invite_to_milestone",
        "end_milestone_scoring",
        "score_milestone",
        "recommend_milestone",
        "order_rectification",
    ),
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


def reports_of(actor: Actor, milestone: Milestone) -> list[ReportShown]:
    """The latest first; only the office learns which expert gave which score."""
    rows = list(milestone.reports.prefetch_related("scores").order_by("-position"))
    hidden = frozenset[int | None]() if can_read_books(actor) else _invited(milestone)
    scores = [score for row in rows for score in row.scores.all()]
    names = names_of({one.by_id for one in (*rows, *scores) if one.by_id})
    return [
        ReportShown(
            row,
            name_of(names, row.by_id, row.by_name),
            [(_scorer(one, names, hidden), one) for one in row.scores.all()],
            _mean(row),
        )
        for row in rows
    ]


def name_of(names: Mapping[int, str], account_id: int | None, system_name: str) -> str:
    """The account's name, or that of the system; a dash where neither is known."""
    return names.get(account_id or 0) or system_name or "—"


def _invited(milestone: Milestone) -> frozenset[int | None]:
    """The accounts of the experts whom its stages were judged by."""
    asked = StageInvitation.objects.filter(report__milestone=milestone)
    return frozenset(asked.values_list("expert__account", flat=True))


def _scorer(score: StageScore, names: Mapping[int, str], hidden: frozenset[int | None]) -> str:
    if score.by_id in hidden:
        return gettext("受邀专家")
    return name_of(names, score.by_id, score.by_name)


def _mean(report: MilestoneReport) -> str:
    mean = report.scores.aggregate(mean=Avg("score"))["mean"]
    return "" if mean is None else f"{mean:.2f}"
