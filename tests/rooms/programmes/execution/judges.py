"""Experts of the register with accounts, each at an institute of its own."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Self

from kechuang.base.roles import Role
from kechuang.parties.models import Party
from kechuang.parties.states import PartyKind
from kechuang.programmes.models.execution import Gate, StageInvitation
from kechuang.programmes.selectors.execution.stages import Stage, stage_criteria
from kechuang.programmes.services import execution
from kechuang.reviews.models import Expert
from tests.base.registry.cast import Person
from tests.journeys.small_region import party, person
from tests.rooms.ledger.town import AT, PREPARER
from tests.rooms.programmes.execution.race import Race, race
from tests.rooms.reviews.town import PLACES, expert


@dataclass(frozen=True)
class Judge:
    """A row of the register, and who logs in for it."""

    row: Expert
    person: Person


def judge(name: str, *, unit: Party | None = None) -> Judge:
    own = unit or party(f"{name}的研究院", kind=PartyKind.INSTITUTE)
    known = person(name, Role.EXPERT)
    return Judge(expert(name, own, PLACES[0], known), known)


class StageAtGate:
    """A race at its first gate, with three experts to ask."""

    prefix = ""

    def __init__(self) -> None:
        self.race: Race = race()
        self.gate: Gate = self.race.gate()
        self.judges: list[Judge] = three_judges(self.prefix)

    def again(self) -> Self:
        """The same for a test of its own, as the database has it."""
        same = copy.copy(self)
        same.race = self.race.again()
        return same


def three_judges(prefix: str = "") -> list[Judge]:
    return [judge(f"{prefix}评审专家{place}") for place in range(3)]


def invited(stage: Stage, judges: list[Judge]) -> list[StageInvitation]:
    rows = [one.row for one in judges]
    return list(execution.invite_experts(by=PREPARER, at=AT, stage=stage, experts=rows))


def handed_in(judge: Judge, invitation: StageInvitation, *scores: int) -> StageInvitation:
    """One score for each lane, the same by every criterion."""
    return execution.submit_sheets(
        by=judge.person.actor, at=AT, invitation=invitation, sheets=sheets(invitation, *scores)
    )


def sheets(invitation: StageInvitation, *scores: int) -> dict[int, execution.LaneMarks]:
    stage = Stage.of(invitation)
    names = [one.id for one in stage_criteria(stage.item)]
    return {
        lane.pk: execution.LaneMarks(dict.fromkeys(names, score), "见评分")
        for lane, score in zip(stage.lanes, scores, strict=True)
    }
