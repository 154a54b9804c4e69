"""Stages that experts are invited to, and answer; the expert among the visitors sits on a panel
of the reviews, whose row in the register is hers."""

from __future__ import annotations

from itertools import count

from kechuang.programmes.models.execution import Gate, StageInvitation
from kechuang.programmes.selectors.execution.stages import Stage
from kechuang.programmes.services import execution
from kechuang.reviews.models import Expert
from tests.journeys.small_region import party
from tests.proof.authorization.acts import WORKING, Act
from tests.proof.authorization.ready_races import race_called
from tests.rooms.ledger.town import AT, PREPARER, WAN, Town, small_treasury
from tests.rooms.programmes.execution.project import Project, project

CITY, EXPERT = "bureau", "expert"
NUMBERS = count(1)


def ready_stages() -> dict[str, Act]:
    town = small_treasury(code="stages", firm=party("受邀评分的收款单位"), budget_fen=1_000 * WAN)
    waiting, closing = _reported(town), _reported(town)
    _invited(_stage(closing))
    open_gate, closing_gate = _gate(town), _gate(town)
    _invited(Stage(gate=closing_gate))
    return {
        "programmes:stage": Act(EXPERT, {"key": _invited(_stage(_reported(town))).key}, WORKING),
        "programmes:decline_stage": Act(
            EXPERT, {"key": _invited(_stage(_reported(town))).key}, WORKING
        ),
        "programmes:invite_to_milestone": Act(CITY, _second(waiting), WORKING),
        "programmes:end_milestone_scoring": Act(CITY, _second(closing), WORKING),
        "programmes:invite_to_gate": Act(CITY, {"pk": open_gate.pk}, WORKING),
        "programmes:end_gate_scoring": Act(CITY, {"pk": closing_gate.pk}, WORKING),
    }


def _reported(town: Town) -> Project:
    begun = project(town)
    begun.report(begun.milestones[1])
    return begun


def _stage(begun: Project) -> Stage:
    return Stage(report=begun.milestones[1].reports.get())


def _gate(town: Town) -> Gate:
    return race_called(town, f"受邀考核第{next(NUMBERS)}场").gate()


def _invited(stage: Stage) -> StageInvitation:
    own = Expert.objects.get(account__username=EXPERT)
    (asked,) = execution.invite_experts(by=PREPARER, at=AT, stage=stage, experts=[own])
    return asked


def _second(begun: Project) -> dict[str, object]:
    return {"number": begun.contract.number, "position": 2}
