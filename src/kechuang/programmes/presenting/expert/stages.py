"""A stage in the words of its invited expert: no name of anybody where it is blind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from kechuang.base.registry.wording import said
from kechuang.programmes.models.execution import StageInvitation
from kechuang.programmes.selectors.execution.material import LaneMaterial
from kechuang.programmes.selectors.execution.stages import Stage, stage_criteria
from kechuang.programmes.states_of_execution import InvitationState

TONES: dict[str, str] = {
    InvitationState.INVITED: "info",
    InvitationState.SCORED: "good",
    InvitationState.OPENED: "good",
    InvitationState.DECLINED: "neutral",
    InvitationState.LAPSED: "warn",
}
OWN_SHEETS = (InvitationState.SCORED, InvitationState.OPENED)


@dataclass(frozen=True)
class Duty:
    """One invitation; ``due_on`` None where the stage has no day of its own."""

    row: StageInvitation
    title: str
    topic: str
    due_on: date | None
    is_waiting: bool
    tone: str


@dataclass(frozen=True)
class SheetShown:
    """One's own sheet for one lane: label and mark of each criterion, and the weighted score."""

    label: str
    marks: list[tuple[str, int]]
    score: int
    opinion: str


def duty_of(row: StageInvitation) -> Duty:
    stage = Stage.of(row)
    is_waiting = row.state == InvitationState.INVITED and stage.is_open
    return Duty(
        row=row,
        title=title_of(stage),
        topic=stage.item.title,
        due_on=stage.gate.due_on if stage.gate else None,
        is_waiting=is_waiting,
        tone=TONES[row.state],
    )


def title_of(stage: Stage) -> str:
    """The stage, without whose it is."""
    if stage.gate:
        told = {"number": stage.gate.number, "attempt": stage.gate.attempt}
        return gettext("第 %(number)d 次考核，第 %(attempt)d 轮") % told
    position = stage.report.milestone.position if stage.report else 0
    return gettext("里程碑 %(position)d 评分") % {"position": position}


def label_of(stage: Stage, lane: LaneMaterial) -> str:
    """A number of the expert's own order; the team's name only where the stage is not blind."""
    if stage.is_blind:
        return gettext("材料 %(place)d") % {"place": lane.place}
    return f"{lane.contract.lane}. {lane.contract.party.shown_name}"


def own_sheets(row: StageInvitation, lanes: tuple[LaneMaterial, ...]) -> list[SheetShown]:
    """What the expert handed in, in the order in which the lanes were shown."""
    if row.state not in OWN_SHEETS:
        return []
    stage = Stage.of(row)
    labels = {one.id: said(one.label) for one in stage_criteria(stage.item)}
    places = {lane.contract.pk: label_of(stage, lane) for lane in lanes}
    return [
        SheetShown(
            places.get(sheet.contract_id, "—"),
            [(labels.get(name, name), mark) for name, mark in sheet.marks.items()],
            sheet.score,
            sheet.opinion,
        )
        for sheet in row.sheets.all()
    ]
