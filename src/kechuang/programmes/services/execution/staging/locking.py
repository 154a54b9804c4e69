"""A stage under lock: its gate, or its running contract and milestone."""

from __future__ import annotations

from kechuang.base.actors import Actor
from kechuang.base.errors import Text, wrong_state
from kechuang.programmes.models.execution import MilestoneReport
from kechuang.programmes.powers_of_execution import can_score
from kechuang.programmes.selectors.execution.stages import Stage
from kechuang.programmes.services.execution.standing import locked, milestone_under_lock


def stage_under_lock(what: Text, stage: Stage) -> Stage:
    """The stage as it stands; refused where it may be scored no more."""
    current = _locked(what, stage)
    if not current.is_open:
        raise wrong_state(what, "本阶段已不在评分中", "the stage is not being scored")
    return current


def can_run(actor: Actor, stage: Stage) -> bool:
    """The bureau's officers with no part in any lane; they see to the scoring, and score nothing
    where they ask experts."""
    return all(can_score(actor, rival) for rival in stage.rivals)


def _locked(what: Text, stage: Stage) -> Stage:
    if stage.gate is not None:
        return Stage(gate=locked(stage.gate))
    if stage.report is None:
        raise TypeError("a stage is a gate or a report")
    milestone = milestone_under_lock(what, stage.report.milestone)
    report = MilestoneReport.objects.get(pk=stage.report.pk)
    report.milestone = milestone
    return Stage(report=report)
