"""Opening what was sealed: all scores of a stage at once, when nobody is waited for."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor, system_actor
from kechuang.base.errors import Text, require, wrong_state
from kechuang.programmes.models.execution import LaneScore, StageInvitation, StageScore, StageSheet
from kechuang.programmes.refusals_of_execution import NOT_ENDED
from kechuang.programmes.selectors.execution.stages import Stage, waited_for
from kechuang.programmes.services.execution.signing import write_down
from kechuang.programmes.services.execution.staging.locking import can_run, stage_under_lock
from kechuang.programmes.states_of_execution import InvitationState

OPENER = system_actor("programmes: scores opened")


@transaction.atomic
def end_scoring(*, by: Actor, at: datetime, stage: Stage) -> int:
    """Wait for nobody any longer; how many had not answered. What was handed in is opened."""
    require(can_run(by, stage), Text("截止评分", "end the scoring"))
    current = stage_under_lock(NOT_ENDED, stage)
    if not waited_for(current):
        raise wrong_state(NOT_ENDED, "没有尚未答复的专家", "no invited expert is waited for")
    return lapse_invitations(by, at, current)


def lapse_invitations(by: Actor, at: datetime, stage: Stage) -> int:
    """Whoever has not answered may no more; the caller holds the stage's lock."""
    waiting = stage.invitations.filter(state=InvitationState.INVITED)
    for invitation in waiting:
        write_down(invitation, state=InvitationState.LAPSED, answered_at=at)
        record(by=by, at=at, command="lapse_invitation", target=invitation, payload={})
    open_when_complete(at, stage)
    return len(waiting)


def open_when_complete(at: datetime, stage: Stage) -> None:
    """Every sealed sheet becomes a score of the stage, once nobody is waited for."""
    if waited_for(stage):
        return
    for invitation in stage.invitations.filter(state=InvitationState.SCORED):
        sheets = invitation.sheets.select_related("contract")
        scores = [_opened(invitation, sheet) for sheet in sheets]
        write_down(invitation, state=InvitationState.OPENED)
        record(
            by=OPENER, at=at, command="open_sheets", target=invitation, payload={"scores": scores}
        )


def _opened(invitation: StageInvitation, sheet: StageSheet) -> list[object]:
    told = {
        "score": sheet.score,
        "comment": sheet.opinion,
        "by_id": invitation.expert.account_id,
        "at": sheet.submitted_at,
    }
    if invitation.gate is not None:
        LaneScore.objects.create(gate=invitation.gate, contract=sheet.contract, **told)
    if invitation.report is not None:
        StageScore.objects.create(report=invitation.report, **told)
    return [sheet.contract.number, sheet.score]
