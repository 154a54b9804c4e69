"""The whole file of one grant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from kechuang.ledger.models import (
    Account,
    ClawBack,
    FundShare,
    Grant,
    PaymentItem,
    Tranche,
    Voucher,
)
from kechuang.ledger.selectors.payees import payee_of, unconfirmed_parties
from kechuang.ledger.selectors.progress import Progress, Stage, progress_of
from kechuang.ledger.selectors.tracing import vouchers_of

OWNERS = (
    "obliges__grant",
    "owes__grant",
    "pays__grant",
    "accepts__tranche__grant",
    "claw_back__share__grant",
    "recovers__share__grant",
)


@dataclass(frozen=True)
class ShareUse:
    """How far the money of one fund is, in fen; the parts of a public share sum to it."""

    share: FundShare
    paid_fen: int
    payable_fen: int
    accepted_fen: int
    waiting_fen: int

    @property
    def released_fen(self) -> int:
        used = self.paid_fen + self.payable_fen + self.accepted_fen + self.waiting_fen
        return self.share.amount_fen - used


@dataclass(frozen=True)
class GrantFile:
    """Everything about one grant."""

    grant: Grant
    uses: list[ShareUse]
    tranches: list[Progress]
    payments: list[PaymentItem]
    claw_backs: list[ClawBack]
    vouchers: list[Voucher]


def grant_file(grant: Grant, *, on: date) -> GrantFile:
    """The grant with its funds, tranches, payments, claw-backs and vouchers."""
    tranches = list(
        grant.tranches.prefetch_related(
            "parts__accepted", "parts__items__run", "parts__items__answer"
        )
    )
    stage = _account_stage(grant)
    return GrantFile(
        grant=grant,
        uses=[_use(share, tranches) for share in _shares(grant)],
        tranches=[progress_of(tranche, stage, on) for tranche in tranches],
        payments=list(_payments(grant)),
        claw_backs=list(_claw_backs(grant)),
        vouchers=list(vouchers_of_grant(grant).select_related("book").order_by("at", "pk")),
    )


def vouchers_of_grant(grant: Grant) -> QuerySet[Voucher]:
    owned = Q()
    for way in OWNERS:
        owned |= Q(**{way: grant})
    return vouchers_of(Account.objects.filter(owned))


def _shares(grant: Grant) -> Iterable[FundShare]:
    related = ("line__appropriation", "line__scheme", "obligation", "payable", "paid")
    return grant.shares.select_related(*related)


def _use(share: FundShare, tranches: Iterable[Tranche]) -> ShareUse:
    parts = [part for t in tranches for part in t.parts.all() if part.share_id == share.pk]
    accepted = [part.accepted.balance_fen for part in parts if part.accepted]
    return ShareUse(
        share=share,
        paid_fen=share.paid.credits_posted_fen if share.paid else 0,
        payable_fen=share.payable.balance_fen if share.payable else 0,
        accepted_fen=sum(accepted),
        waiting_fen=share.obligation.balance_fen if share.obligation else share.amount_fen,
    )


def _payments(grant: Grant) -> QuerySet[PaymentItem]:
    items = PaymentItem.objects.filter(part__tranche__grant=grant)
    return items.select_related("run", "answer", "part__tranche", "part__share").order_by("number")


def _claw_backs(grant: Grant) -> QuerySet[ClawBack]:
    """Those that stand: a reversed decision has nothing posted."""
    stands = Q(recoverable__credits_posted_fen__gt=0)
    decided = ClawBack.objects.filter(stands, share__grant=grant)
    return decided.select_related("share", "recoverable", "recovered")


def _account_stage(grant: Grant) -> Stage | None:
    if payee_of(grant.party):
        return None
    return Stage.UNCONFIRMED if unconfirmed_parties([grant.party_id]) else Stage.NO_ACCOUNT
