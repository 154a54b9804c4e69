"""A race of three lanes with equal start and two gates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from kechuang.base.actors import Actor, system_actor
from kechuang.ledger.states import Condition
from kechuang.parties.models import Party
from kechuang.programmes.models.execution import AwardedItem, Gate
from kechuang.programmes.services import execution
from tests.journeys.small_region import party
from tests.rooms.ledger.town import APPROVER, AT, PREPARER, WAN, Town
from tests.rooms.programmes.execution.project import (
    Project,
    drafted_project,
    in_force,
    project,
    three_milestones,
)

JUDGES = tuple(system_actor(f"考核专家{place}") for place in range(3))
TERMS = execution.ItemTerms(lanes=3, has_equal_start=True, stage_gates=2)


@dataclass
class Race:
    """Lanes in order; ``scores`` gives one mean per lane, every judge the same."""

    lanes: list[Project]

    @property
    def item(self) -> AwardedItem:
        return self.lanes[0].contract.item

    @property
    def town(self) -> Town:
        return self.lanes[0].town

    def again(self) -> Race:
        """The same race for a test of its own, as the database has it."""
        return Race([lane.again() for lane in self.lanes])

    def gate(self, **changes: object) -> Gate:
        values = {"number": 1, "due_on": date(2026, 11, 20), "floor": 60, "held_from": 50}
        terms = execution.GateTerms(**{**values, **changes})
        return execution.open_gate(by=PREPARER, at=AT, item=self.item, terms=terms)

    def score(self, gate: Gate, *scores: int | None, judges: tuple[Actor, ...] = JUDGES) -> None:
        """None: nobody scores the lane."""
        for lane, score in zip(self.lanes, scores, strict=True):
            for judge in judges if score is not None else ():
                execution.score_lane(
                    by=judge, at=AT, gate=gate, contract=lane.contract, score=score, comment="见表"
                )

    def decide(self, gate: Gate) -> Gate:
        execution.propose_gate(by=PREPARER, at=AT, gate=gate)
        return execution.close_gate(by=APPROVER, at=AT, gate=gate)

    def outcomes(self, gate: Gate) -> list[str]:
        return list(gate.rulings.order_by("contract__lane").values_list("outcome", flat=True))


def race(town: Town | None = None) -> Race:
    posed_by = party("出题单位")
    first = project(town, **lane_of("一队", posed_by))
    rest = [in_force(_drafted(first, name, posed_by)) for name in ("二队", "三队")]
    return Race([first, *rest])


def _drafted(first: Project, name: str, posed_by: Party) -> Project:
    return drafted_project(first.town, **lane_of(name, posed_by))


def lane_of(name: str, posed_by: Party, total_fen: int = 10 * WAN) -> dict[str, object]:
    return {
        "winner": party(name),
        "demander": posed_by,
        "reference": "赛马榜单",
        "reserved_fen": 30 * WAN,
        "terms": TERMS,
        "grant": {"ground": f"赛马 {uuid4().hex[:8]}", "total_fen": total_fen},
        "work": {"milestones": gated_milestones()},
    }


def gated_milestones() -> tuple[execution.MilestonePlan, ...]:
    start, stage, end = three_milestones()
    gated = execution.MilestonePlan(
        stage.goal, stage.evidence_wanted, stage.due_on, stage.share_bp, Condition.MILESTONE, 60, 1
    )
    return (start, gated, end)
