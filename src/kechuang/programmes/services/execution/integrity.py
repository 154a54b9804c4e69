"""Integrity records: written with their source, appealed against, decided by another person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, stated, wrong_state
from kechuang.base.registry.standing import represented_parties
from kechuang.parties.models import Party
from kechuang.programmes.models.execution import Contract, IntegrityAppeal, IntegrityRecord
from kechuang.programmes.powers_of_execution import can_prepare
from kechuang.programmes.refusals_of_execution import NOT_DECIDED, NOT_RECORDED
from kechuang.programmes.services.execution.signing import act, refuse_same, signature, write_down
from kechuang.programmes.services.execution.standing import locked, require_state
from kechuang.programmes.states_of_execution import AppealState, IntegrityKind


@dataclass(frozen=True)
class NewRecord:
    """One fact about a party's conduct, with the document that states it and its last day."""

    party: Party
    kind: IntegrityKind
    fact: str
    source: str
    found_on: date
    expires_on: date
    contract: Contract | None = None


@transaction.atomic
def record_integrity(*, by: Actor, at: datetime, entry: NewRecord) -> IntegrityRecord:
    """Keep a fact with its source; without a source, or without an end, it is refused."""
    require(can_prepare(by), Text("记录诚信信息", "record a fact of integrity"))
    if not entry.source.strip():
        raise invalid(NOT_RECORDED, "没有写明来源文书", "its source document is missing")
    if not entry.found_on <= min(entry.expires_on, localdate(at)):
        raise invalid(NOT_RECORDED, "日期顺序有误", "its days are out of order")
    values = vars(entry) | {"fact": stated(NOT_RECORDED, entry.fact)}
    row = IntegrityRecord.objects.create(**values, **act(by, at))
    told = {
        "party": entry.party.name,
        "kind": entry.kind.value,
        "fact": row.fact,
        "source": row.source,
        "expires_on": row.expires_on.isoformat(),
    }
    record(by=by, at=at, command="record_integrity", target=row, payload=told)
    return row


@transaction.atomic
def file_appeal(*, by: Actor, at: datetime, entry: IntegrityRecord, reason: str) -> IntegrityAppeal:
    """The party's own people object, once; the record counts until an appeal is upheld."""
    current = locked(entry)
    require(current.party_id in represented_parties(by), Text("提出申诉", "appeal"))
    if IntegrityAppeal.objects.filter(record=current).exists():
        raise wrong_state(NOT_RECORDED, "已提出过申诉", "an appeal was filed before")
    row = IntegrityAppeal.objects.create(
        record=current, reason=stated(NOT_RECORDED, reason), **act(by, at)
    )
    record(by=by, at=at, command="file_appeal", target=current, payload={"reason": row.reason})
    return row


@transaction.atomic
def decide_appeal(
    *, by: Actor, at: datetime, appeal: IntegrityAppeal, is_upheld: bool, reason: str
) -> IntegrityAppeal:
    """Somebody other than who wrote the record decides; an upheld appeal ends its effect."""
    require(can_prepare(by), Text("复核申诉", "decide on an appeal"))
    current = locked(appeal)
    require_state(NOT_DECIDED, current, AppealState, AppealState.FILED)
    refuse_same(NOT_DECIDED, by, current.record.by_id, current.record.by_name)
    state = AppealState.UPHELD if is_upheld else AppealState.DISMISSED
    given = stated(NOT_DECIDED, reason)
    write_down(current, state=state, decision_reason=given, **signature("decided", by, at))
    told = {"state": state.value, "reason": given}
    record(by=by, at=at, command="decide_appeal", target=current.record, payload=told)
    return current
