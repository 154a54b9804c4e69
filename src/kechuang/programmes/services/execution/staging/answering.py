"""What an invited expert answers, once: a sheet for every lane, or no."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, stated, wrong_state
from kechuang.base.registry.wording import both_languages
from kechuang.engines.seal import digest
from kechuang.engines.tally import half_up
from kechuang.programmes.access import is_invited
from kechuang.programmes.measures import ReviewCriterion
from kechuang.programmes.models.execution import Contract, StageInvitation, StageSheet
from kechuang.programmes.powers_of_execution import takes_part
from kechuang.programmes.refusals_of_execution import NOT_DECLINED, NOT_SCORED
from kechuang.programmes.selectors.execution.stages import Stage, stage_criteria
from kechuang.programmes.services.execution.judging import require_score
from kechuang.programmes.services.execution.signing import write_down
from kechuang.programmes.services.execution.staging.locking import stage_under_lock
from kechuang.programmes.services.execution.staging.opening import open_when_complete
from kechuang.programmes.services.execution.standing import locked
from kechuang.programmes.states_of_execution import WHOLE_BP, InvitationState

SALT_BYTES = 16


@dataclass(frozen=True)
class LaneMarks:
    """Marks (0–100) by criterion, and an opinion, on one lane."""

    marks: Mapping[str, int]
    opinion: str


@transaction.atomic
def submit_sheets(
    *, by: Actor, at: datetime, invitation: StageInvitation, sheets: Mapping[int, LaneMarks]
) -> StageInvitation:
    """Hand in one sheet for each lane of the stage, by the id of its contract; never changed.

    They stay sealed until nobody is waited for. Refuses anybody but the invited expert, a second
    answer, a stage that is closed, a missing lane or criterion, and impossible marks.
    """
    require(is_invited(by, invitation), Text("阶段评分", "judge the stage"))
    stage = stage_under_lock(NOT_SCORED, Stage.of(invitation))
    current = _unanswered(NOT_SCORED, invitation)
    require(
        not any(takes_part(by, rival) for rival in stage.rivals),
        Text("为本人参与的项目评分", "judge a project of one's own"),
    )
    criteria = stage_criteria(stage.item)
    kept = [_kept(at, current, lane, sheets.get(lane.pk), criteria) for lane in stage.lanes]
    write_down(current, state=InvitationState.SCORED, answered_at=at)
    payload = {"digests": [sheet.digest for sheet in kept]}
    record(by=by, at=at, command="submit_sheets", target=current, payload=payload)
    open_when_complete(at, stage)
    return current


@transaction.atomic
def decline_stage(
    *, by: Actor, at: datetime, invitation: StageInvitation, reason: str
) -> StageInvitation:
    """The expert does not judge, with a reason; whoever else was invited goes on."""
    require(is_invited(by, invitation), Text("谢绝评分", "decline to judge"))
    stage = stage_under_lock(NOT_DECLINED, Stage.of(invitation))
    current = _unanswered(NOT_DECLINED, invitation)
    given = stated(NOT_DECLINED, reason)
    write_down(current, state=InvitationState.DECLINED, reason=given, answered_at=at)
    record(by=by, at=at, command="decline_stage", target=current, payload={"reason": given})
    open_when_complete(at, stage)
    return current


def _unanswered(what: Text, invitation: StageInvitation) -> StageInvitation:
    current = locked(invitation)
    if current.state != InvitationState.INVITED:
        state = both_languages(InvitationState(current.state).label)
        raise wrong_state(
            what,
            f"邀请现为“{state.zh}”，答复只有一次",
            f"the invitation is “{state.en}” now, and is answered once",
        )
    return current


def _kept(
    at: datetime,
    invitation: StageInvitation,
    lane: Contract,
    given: LaneMarks | None,
    criteria: tuple[ReviewCriterion, ...],
) -> StageSheet:
    if given is None or given.marks.keys() != {one.id for one in criteria}:
        raise invalid(NOT_SCORED, "有队伍或指标没有评分", "a lane or a criterion has no mark")
    for mark in given.marks.values():
        require_score(mark)
    sheet = StageSheet(
        invitation=invitation,
        contract=lane,
        marks=dict(given.marks),
        opinion=stated(NOT_SCORED, given.opinion),
        score=half_up(sum(given.marks[one.id] * one.weight_bp for one in criteria), WHOLE_BP),
        salt=secrets.token_hex(SALT_BYTES),
        submitted_at=at,
    )
    sheet.digest = digest(sheet.content())
    sheet.save()
    return sheet
