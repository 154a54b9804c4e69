"""Races in the states in which their gates are proposed, returned, closed and opened."""

from __future__ import annotations

from kechuang.programmes.models.execution import Gate
from kechuang.programmes.services import execution
from tests.journeys.small_region import party
from tests.proof.authorization.acts import WORKING, Act
from tests.rooms.ledger.town import AT, PREPARER, Town
from tests.rooms.programmes.execution.project import project
from tests.rooms.programmes.execution.race import Race, lane_of


def ready_gates(town: Town) -> dict[str, Act]:
    """A race each: scored, proposed, and past its first gate, where its last lane stayed."""
    runs = [race_called(town, f"第{place}场") for place in "二三四"]
    gates = [_scored_gate(run) for run in runs]
    scored, proposed, decided = gates
    execution.propose_gate(by=PREPARER, at=AT, gate=proposed)
    runs[-1].decide(decided)
    lost = runs[-1].lanes[-1]
    return {
        "propose_gate": Act("bureau", {"pk": scored.pk}, WORKING),
        "return_gate": Act("treasurer", {"pk": proposed.pk}, WORKING),
        "close_gate": Act("treasurer", {"pk": proposed.pk}, WORKING),
        "open_gate": Act("bureau", {"pk": runs[-1].item.pk}, WORKING),
        "make_exemption_file": Act("bureau", {"number": lost.contract.number}, WORKING),
    }


def race_called(town: Town, name: str) -> Race:
    """An item of its own with three lanes."""
    posed_by = party(f"{name}出题单位")
    teams = [{**lane_of(f"{name}{team}", posed_by), "reference": name} for team in "甲乙丙"]
    return Race([project(town, **team) for team in teams])


def _scored_gate(run: Race) -> Gate:
    gate = run.gate()
    run.score(gate, 80, 70, 30)
    return gate
