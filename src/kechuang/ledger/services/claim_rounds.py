"""Rounds in which claims on a pro rata line are gathered until a closing day; no money moves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils.timezone import localdate

from kechuang.base.actors import Actor
from kechuang.base.errors import Text, briefly_stated, invalid, require
from kechuang.base.turns import take_turn
from kechuang.ledger.access import can_prepare
from kechuang.ledger.models import BudgetLine, ClaimRound
from kechuang.ledger.refusals import (
    NOT_POSTED,
    already_done,
    claim_refused,
    exhausted,
    reused_request,
)
from kechuang.ledger.services.checks import after_grant_paid_early
from kechuang.ledger.services.recording import record_sealed
from kechuang.ledger.states import Condition, Distribution, GrantMode, RoundState

GATHER = Text("办理申报轮次", "gather claims")
Kept = TypeVar("Kept", bound=Model)


@dataclass(frozen=True)
class RoundTerms:
    """What every grant of a round has in common; claims come until the end of ``closes_on``."""

    title: str
    closes_on: date
    period_from: date
    period_to: date
    mode: GrantMode
    condition: Condition


@transaction.atomic
def open_claim_round(
    *, by: Actor, at: datetime, request_id: UUID, line: BudgetLine, terms: RoundTerms
) -> ClaimRound:
    """Begin to gather claims on a pro rata line; the same request again is the same round.

    Raises ``ClaimRefused`` for a line that is first come, has nothing left, or has a round open.
    """
    require(can_prepare(by), GATHER)
    take_turn(f"claim round of line {line.pk}")
    opened = ClaimRound(
        request_id=request_id,
        line=line,
        opened_by_id=by.account_id,
        opened_by_name=by.name,
        opened_at=at,
        **vars(terms),
    )
    if earlier := same_request(opened, ("line_id", *vars(terms))):
        return earlier
    _require_terms(terms, at)
    _require_shareable(line)
    opened.save(force_insert=True)
    payload = {"line": str(line), "closes_on": terms.closes_on.isoformat()}
    record_change(by, at, "open_claim_round", opened, payload)
    return opened


@transaction.atomic
def withdraw_round(*, by: Actor, at: datetime, claim_round: ClaimRound, reason: str) -> ClaimRound:
    """End a round with nothing given; another may be opened on its line."""
    require(can_prepare(by), GATHER)
    said = briefly_stated(NOT_POSTED, reason)
    current = locked_round(claim_round)
    require_open(current)
    current.state, current.ended_at, current.reason = RoundState.WITHDRAWN, at, said
    current.save(update_fields=["state", "ended_at", "reason"])
    record_change(by, at, "withdraw_claim_round", current, {"reason": said})
    return current


def locked_round(claim_round: ClaimRound) -> ClaimRound:
    """Claims and the allotment of one round wait for each other."""
    rounds = ClaimRound.objects.select_for_update(of=("self",)).select_related(
        "line__scheme__book", "line__appropriation", "line__account"
    )
    return rounds.get(pk=claim_round.pk)


def require_open(claim_round: ClaimRound) -> None:
    if claim_round.state != RoundState.OPEN:
        raise already_done("该轮次已分配或已撤回", "the round was allotted or withdrawn before")


def record_change(
    by: Actor, at: datetime, command: str, changed: Model, payload: dict[str, Any]
) -> None:
    """The event of a command about one record, which it seals."""
    record_sealed(by=by, at=at, command=command, target=changed, payload=payload, sealed=[changed])


def same_request(asked: Kept, names: Iterable[str]) -> Kept | None:
    """What the same request made before; raises ``RequestReused`` if it asked for other things."""
    known = type(asked)._default_manager.filter(request_id=asked.request_id)  # type: ignore[attr-defined]
    earlier = known.first()
    if earlier and any(getattr(earlier, name) != getattr(asked, name) for name in names):
        raise reused_request()
    return earlier


def _require_terms(terms: RoundTerms, at: datetime) -> None:
    if terms.mode == GrantMode.AFTER and terms.condition == Condition.CONTRACT:
        raise after_grant_paid_early()
    if localdate(at) <= terms.closes_on and terms.period_from <= terms.period_to:
        return
    raise invalid(
        NOT_POSTED,
        "截止日已过，或期间起止颠倒",
        "the closing day is over, or the period ends before it begins",
        Text("请填写今天或以后的截止日", "Give a closing day of today or later"),
    )


def _require_shareable(line: BudgetLine) -> None:
    current = BudgetLine.objects.select_related("account").get(pk=line.pk)
    if current.distribution != Distribution.PRO_RATA:
        raise claim_refused(
            f"“{line}”先到先得，不分轮次",
            f"“{line}” is first come; it has no rounds",
            Text("请直接办理立项", "Promise grants on it directly"),
        )
    if current.rounds.filter(state=RoundState.OPEN).exists():
        raise claim_refused(
            f"“{line}”已有一个轮次正在申报",
            f"“{line}” has a round open already",
            Text("请先分配或撤回该轮次", "Allot or withdraw that round first"),
        )
    if current.account.free_fen <= 0:
        raise exhausted(str(line))
