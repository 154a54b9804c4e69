"""Ceilings of accounts: set, raised, lowered or taken away by two people; no money moves."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, QuerySet

from kechuang.base.errors import Text, briefly_stated, invalid
from kechuang.ledger.models import Account, Voucher
from kechuang.ledger.refusals import NOT_POSTED, LimitExceeded, already_done, yuan
from kechuang.ledger.selectors.tracing import vouchers_of
from kechuang.ledger.services.budget import LARGEST_FEN
from kechuang.ledger.services.entries import Warrant
from kechuang.ledger.services.posting import require_two_people
from kechuang.ledger.services.recording import record_sealed


@transaction.atomic
def set_ceiling(
    *, warrant: Warrant, account: Account, was_fen: int | None, ceiling_fen: int | None, reason: str
) -> Account:
    """What comes into ``account`` never exceeds ``ceiling_fen``; None takes the ceiling away.

    ``was_fen`` is the ceiling that the preparer saw. Raises ``AlreadyDone`` when it is another
    one now, ``LimitExceeded`` when more stands on the account already.
    """
    require_two_people(warrant)
    said = briefly_stated(NOT_POSTED, reason)
    _require_possible(ceiling_fen)
    current = Account.objects.select_for_update().get(pk=account.pk)
    if current.ceiling_fen != was_fen:
        raise already_done("该科目的上限已被他人更改", "the ceiling was changed meanwhile")
    if not _changed(current, ceiling_fen):
        raise _below_what_stands(Account.objects.get(pk=account.pk), ceiling_fen or 0)
    current.ceiling_fen = ceiling_fen
    payload = {
        "was_fen": was_fen,
        "ceiling_fen": ceiling_fen,
        "reason": said,
        **warrant.approved,
    }
    record_sealed(
        by=warrant.by,
        at=warrant.at,
        command="set_ceiling",
        target=current,
        payload=payload,
        sealed=[current],
        beside=_first_voucher(current),
    )
    return current


def _first_voucher(account: Account) -> QuerySet[Voucher]:
    """The one that opened the account."""
    return vouchers_of(Account.objects.filter(pk=account.pk)).order_by("pk")[:1]


def _require_possible(ceiling_fen: int | None) -> None:
    if ceiling_fen is None or 0 < ceiling_fen <= LARGEST_FEN:
        return
    raise invalid(
        NOT_POSTED,
        f"上限 {yuan(ceiling_fen)} 元不是正数，或超过 {yuan(LARGEST_FEN)} 元",
        f"the ceiling of {yuan(ceiling_fen)} yuan is not positive, or above {yuan(LARGEST_FEN)}",
        Text("请填写大于零的金额；取消上限请留空", "Give an amount above zero, or none at all"),
    )


def _changed(account: Account, ceiling_fen: int | None) -> bool:
    """In the statement that writes, as money may come in at this moment."""
    rows = Account.objects.filter(pk=account.pk)
    if ceiling_fen is not None:
        came_fen = F("credits_posted_fen") + F("credits_pending_fen")
        rows = rows.alias(came_fen=came_fen).filter(came_fen__lte=ceiling_fen)
    return bool(rows.update(ceiling_fen=ceiling_fen))


def _below_what_stands(account: Account, ceiling_fen: int) -> LimitExceeded:
    came = yuan(account.arrived_fen)
    return LimitExceeded(
        NOT_POSTED,
        Text(
            f"“{account.name}”累计已转入 {came} 元，上限不能低于它（{yuan(ceiling_fen)} 元）",
            f"{came} yuan came into “{account.name}” already; a ceiling of "
            f"{yuan(ceiling_fen)} is below that",
        ),
        Text("请填写不低于累计转入的上限", "Give a ceiling that is not below it"),
    )
