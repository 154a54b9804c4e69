"""Projects of the small region: one that runs, one that failed honestly, and a race."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from kechuang.programmes.selectors.execution.stages import Stage
from kechuang.programmes.services import execution
from kechuang.programmes.states_of_execution import Cause
from tests.journeys.small_region import Region
from tests.rooms.ledger.town import APPROVER, AT, PREPARER, Town, small_treasury
from tests.rooms.programmes.execution.judges import invited, judge
from tests.rooms.programmes.execution.project import Project, project
from tests.rooms.programmes.execution.race import Race, race
from tests.rooms.programmes.pages.projects.desk import ids_of

PAGES = ("project", "contract", "changes", "spending", "spending_account", "acceptance", "ending",
         "integrity", "find_panel_experts")  # fmt: skip


def samples_of_projects(region: Region) -> dict[str, dict[str, Any]]:
    """Ids by the name of the address; the enterprise of ``mine`` carries the projects out, and
    its own people have the powers of a chief."""
    town = small_treasury(code="projects", firm=region.mine)
    begun, ended = _begun(region, town), _begun(region, town)
    begun.receive(begun.accept(begun.milestones[0]))
    _end(ended)
    run = race(town)
    gate = run.gate()
    one, gone = {"number": begun.contract.number}, {"number": ended.contract.number}
    acts = ids_of(begun, run, gate)
    asked = _asked(_begun(region, town))
    pages = {
        **dict.fromkeys(PAGES, one),
        "milestone": acts["report_milestone"],
        "expense": acts["clear_expense"],
        "project_paper": {**one, "pk": _paper(begun)},
        "exemption_file": gone,
        "exemption_paper": {**gone, "form": "zh"},
        "race": acts["open_gate"],
        "gate": acts["close_gate"],
        "lane_notice": _notice(run),
        "draft_contract": {"pk": 0},
        **{name: {"key": asked} for name in ("stage", "decline_stage")},
        "stage_paper": {"key": asked, "place": 1, "number": 1},
    }
    return {f"programmes:{name}": ids for name, ids in (acts | pages).items()}


def _begun(region: Region, town: Town) -> Project:
    terms = execution.ItemTerms(wants_chief=False, wants_assistant=False)
    nobody = {"chief": None, "assistant": None}
    return project(town, winner=region.mine, demander=region.blank, terms=terms, work=nobody)


def _end(failed: Project) -> None:
    proposed = execution.propose_termination(
        by=PREPARER, at=AT, contract=failed.contract, cause=Cause.HONEST_FAILURE, reason="不可行"
    )
    execution.confirm_termination(by=APPROVER, at=AT, termination=proposed, reason="属实")


def _asked(reported: Project) -> UUID:
    """An expert is invited to judge the second milestone."""
    reported.report(reported.milestones[1])
    stage = Stage(report=reported.milestones[1].reports.get())
    (invitation,) = invited(stage, [judge("受邀的专家")])
    return invitation.key


def _paper(begun: Project) -> int:
    return begun.milestones[0].evidence.get().file_id


def _notice(run: Race) -> dict[str, Any]:
    """No gate has decided yet, so that there is no notice."""
    return {"number": run.lanes[0].contract.number, "pk": 0}
