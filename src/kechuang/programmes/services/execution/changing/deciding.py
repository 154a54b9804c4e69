"""Deciding on a change, with a reason either way."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require, stated, wrong_state
from kechuang.programmes.models.execution import ChangeRequest
from kechuang.programmes.powers_of_execution import can_prepare, takes_part
from kechuang.programmes.refusals_of_execution import NOT_CHANGED
from kechuang.programmes.services.execution.changing.change import Change
from kechuang.programmes.services.execution.changing.keeping import change_again
from kechuang.programmes.services.execution.signing import refuse_same, signature, write_down
from kechuang.programmes.services.execution.standing import locked, require_state, running
from kechuang.programmes.states_of_execution import ChangeState

DECIDE = Text("决定变更申请", "decide on a change")


@transaction.atomic
def make_change(*, by: Actor, at: datetime, request: ChangeRequest, reason: str) -> ChangeRequest:
    """Grant what was asked; judged again as the contract stands now."""
    current = _asked(by, request)
    if current.needs_consent and current.demander_consented_at is None:
        raise wrong_state(
            NOT_CHANGED,
            "调低考核指标须先经需求方同意",
            "a lower target needs the demander's consent first",
            Text("请需求方在项目中表示同意", "Ask the demander to consent in the project"),
        )
    change = change_again(current.kind, current.wanted)
    change.check(current.contract)
    settle(by, at, current, change, stated(NOT_CHANGED, reason))
    return current


@transaction.atomic
def refuse_change(*, by: Actor, at: datetime, request: ChangeRequest, reason: str) -> ChangeRequest:
    """Refuse what was asked; the contract stays as it is."""
    current = _asked(by, request)
    write_down(
        current,
        state=ChangeState.REFUSED,
        decision_reason=stated(NOT_CHANGED, reason),
        **signature("decided", by, at),
    )
    told = {"kind": current.kind, "reason": current.decision_reason}
    record(by=by, at=at, command="refuse_change", target=current, payload=told)
    return current


def settle(by: Actor, at: datetime, request: ChangeRequest, change: Change, reason: str) -> None:
    """Write the change into the contract, and that it was made."""
    change.make(request.contract, localdate(at))
    write_down(
        request,
        state=ChangeState.MADE,
        decision_reason=reason,
        **signature("decided", by, at),
    )
    told = {"kind": request.kind, "before": request.before, "wanted": request.wanted,
            "reason": reason}  # fmt: skip
    record(by=by, at=at, command="make_change", target=request, payload=told)


def _asked(by: Actor, request: ChangeRequest) -> ChangeRequest:
    contract = running(NOT_CHANGED, request.contract)
    current = locked(request)
    current.contract = contract
    require(can_prepare(by) and not takes_part(by, contract), DECIDE)
    refuse_same(NOT_CHANGED, by, current.by_id, current.by_name)
    require_state(NOT_CHANGED, current, ChangeState, ChangeState.ASKED)
    return current
