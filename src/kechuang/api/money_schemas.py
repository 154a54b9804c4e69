"""The shapes of grants and payments; amounts in fen, dates ISO 8601."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Schema


class FundShareOut(Schema):
    """What one fund bears of a grant."""

    source: str
    amount_fen: int


class TrancheOut(Schema):
    """One part of a grant; it is paid once it was accepted."""

    position: int
    title: str
    condition: str
    due_on: date | None
    amount_fen: int
    accepted_on: date | None
    released_on: date | None


class GrantOut(Schema):
    """Money promised to one party; the parts of funds and of tranches each sum to the total."""

    number: str
    title: str
    scheme: str
    ground: str
    period_from: date
    period_to: date
    mode: str
    total_fen: int
    decision: str
    rule_version: str
    granted_on: date
    is_cancelled: bool
    shares: list[FundShareOut]
    tranches: list[TrancheOut]

    @staticmethod
    def resolve_scheme(grant: Any) -> str:
        return str(grant.scheme.code)

    @staticmethod
    def resolve_is_cancelled(grant: Any) -> bool:
        return grant.cancelled_at is not None

    @staticmethod
    def resolve_shares(grant: Any) -> list[Any]:
        return list(grant.shares.all())

    @staticmethod
    def resolve_tranches(grant: Any) -> list[Any]:
        return list(grant.tranches.all())


class PaymentOut(Schema):
    """One payment on a grant; ``paid_fen`` is what the treasury confirmed."""

    number: str
    grant: str
    tranche: int
    source: str
    amount_fen: int
    state: str
    paid_fen: int
    paid_on: date | None

    @staticmethod
    def resolve_grant(item: Any) -> str:
        return str(item.part.tranche.grant.number)

    @staticmethod
    def resolve_tranche(item: Any) -> int:
        return int(item.part.tranche.position)

    @staticmethod
    def resolve_source(item: Any) -> str:
        return str(item.part.share.source)
