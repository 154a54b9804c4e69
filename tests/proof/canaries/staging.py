"""Experts who are invited to judge a stage: sheets that stay sealed, and one who declines."""

from __future__ import annotations

from collections.abc import Mapping

from kechuang.programmes.models.execution import StageInvitation
from kechuang.programmes.selectors.execution.stages import Stage, stage_criteria
from kechuang.programmes.services import execution
from tests.proof.canaries.projects import WINNER
from tests.proof.canaries.town import Town
from tests.rooms.ledger.town import AT, PREPARER

AT_GATE, LAST_AT_GATE, DECLINING, OF_REPORT = (0, 1), 3, 4, 6
SCORES: Mapping[int, Mapping[str, int]] = {
    0: {"x": 80, "y": 63}, 1: {"x": 79, "y": 62}, 3: {"x": 79, "y": 63}, 6: {WINNER: 80},
}  # fmt: skip
MEANS = {"x": "79.33", "y": "62.67"}
"""Of each lane, which no other figure of the town is."""


def judge_report(town: Town, place: int) -> None:
    """One expert scores a report of the project, and is not known by name to its team."""
    milestone = town.works[WINNER].project.milestones[place]
    _invite(town, Stage(report=milestone.reports.get()), OF_REPORT)
    _hand_in(town, OF_REPORT, "assessment")


def begin_at_gate(town: Town) -> None:
    """Of four experts one declines and one is waited for: what the others gave is sealed."""
    if town.race is None:
        raise TypeError("there is no race yet")
    _invite(town, Stage(gate=town.race.gate), *AT_GATE, LAST_AT_GATE, DECLINING)
    for number in AT_GATE:
        _hand_in(town, number, "lane_comment")
    execution.decline_stage(
        by=town.experts[DECLINING][1].actor,
        at=AT,
        invitation=town.invitations[DECLINING],
        reason=town.canaries.word(f"invitation:{DECLINING}", "declined"),
    )
    _read_again(town)


def end_at_gate(town: Town) -> None:
    """The last sheets come in, and all are opened."""
    for letter, mean in MEANS.items():
        town.canaries.note(mean, f"project:{letter}", "lane_points")
    _hand_in(town, LAST_AT_GATE, "lane_comment")
    _read_again(town)


def _invite(town: Town, stage: Stage, *numbers: int) -> None:
    experts = [town.experts[number][0] for number in numbers]
    asked = execution.invite_experts(by=PREPARER, at=AT, stage=stage, experts=experts)
    for number, invitation in zip(numbers, asked, strict=True):
        town.invitations[number] = invitation


def _hand_in(town: Town, number: int, opinion: str) -> None:
    invitation = town.invitations[number]
    stage = Stage.of(invitation)
    criteria = [one.id for one in stage_criteria(stage.item)]
    letters = {works.project.contract.pk: letter for letter, works in town.works.items()}
    sheets = {}
    for lane in stage.lanes:
        letter = letters[lane.pk]
        word = town.canaries.word(f"sheet:{letter}:{number}", opinion)
        marks = dict.fromkeys(criteria, SCORES[number][letter])
        sheets[lane.pk] = execution.LaneMarks(marks, word)
    execution.submit_sheets(
        by=town.experts[number][1].actor, at=AT, invitation=invitation, sheets=sheets
    )
    for sheet in invitation.sheets.all():
        town.canaries.note(sheet.salt, f"sheet:{letters[sheet.contract_id]}:{number}", "round_key")


def _read_again(town: Town) -> None:
    rows = StageInvitation.objects.in_bulk([one.pk for one in town.invitations.values()])
    town.invitations = {number: rows[one.pk] for number, one in town.invitations.items()}
