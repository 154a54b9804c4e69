"""What came of a closed project, year after year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, stated, wrong_state
from kechuang.base.registry.standing import represented_parties
from kechuang.files.models import StoredFile
from kechuang.parties.models import Party
from kechuang.programmes.models.execution import Contract, FollowUp
from kechuang.programmes.powers_of_execution import can_prepare
from kechuang.programmes.refusals_of_execution import NOT_RECORDED
from kechuang.programmes.services.execution.signing import act
from kechuang.programmes.services.execution.standing import locked, require_state
from kechuang.programmes.states_of_execution import ContractState, FollowUpKind


@dataclass(frozen=True)
class Found:
    """One application, spin-off or contract in one year; ``amount_fen`` None is not known."""

    year: int
    kind: FollowUpKind
    title: str
    amount_fen: int | None = None
    party: Party | None = None
    file: StoredFile | None = None


@transaction.atomic
def record_follow_up(*, by: Actor, at: datetime, contract: Contract, found: Found) -> FollowUp:
    """Keep what came of a closed project; told by the team's own people, the demander's or the
    bureau, for a year that has begun and not before the closing."""
    current = locked(contract)
    mine = represented_parties(by)
    is_near = current.party_id in mine or current.item.demander_id in mine or can_prepare(by)
    require(is_near, Text("登记结题后跟踪", "record what came of a project"))
    require_state(NOT_RECORDED, current, ContractState, ContractState.CLOSED)
    ended = current.ended_at
    if ended is None or not localdate(ended).year <= found.year <= localdate(at).year:
        raise invalid(NOT_RECORDED, "年度不在结题之后", "the year is not after the closing")
    if found.amount_fen is not None and found.amount_fen < 0:
        raise invalid(NOT_RECORDED, "金额不能为负", "the amount is negative")
    title = stated(NOT_RECORDED, found.title)
    key = {"contract": current, "year": found.year, "kind": found.kind, "title": title}
    if FollowUp.objects.filter(**key).exists():
        raise wrong_state(NOT_RECORDED, "该事项已登记", "it is recorded already")
    row = FollowUp.objects.create(
        **key, amount_fen=found.amount_fen, party=found.party, file=found.file, **act(by, at)
    )
    told = {"year": row.year, "kind": row.kind, "title": row.title, "amount_fen": row.amount_fen}
    record(by=by, at=at, command="record_follow_up", target=current, payload=told)
    return row
