"""Every kind of order: what taking it back undoes in its record, or why it is not taken back.

An order without a line here cannot be corrected by anybody; a test lists them all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Model

from kechuang.base.errors import Text
from kechuang.ledger.models import FundShare, Grant, PaymentItem, Tranche, Transfer, Voucher
from kechuang.ledger.refusals import already_done
from kechuang.ledger.selectors.claims import Claim
from kechuang.ledger.selectors.duplicates import refuse_duplicate
from kechuang.ledger.services.entries import Warrant
from kechuang.ledger.services.lifting import take_claim_turns
from kechuang.ledger.states import RELEASES, ItemState, Kind

ORDERED = (ItemState.SENT, ItemState.PAID)
Undo = Callable[[Voucher, list[Transfer], Warrant], Sequence[Model]]


@dataclass(frozen=True)
class Final:
    """An order that no red voucher takes back: why, and what to do instead."""

    why: Text
    instead: Text


def _nothing(voucher: Voucher, transfers: list[Transfer], warrant: Warrant) -> Sequence[Model]:
    """Its record says nothing that the totals do not say."""
    return ()


def _cancel_grant(voucher: Voucher, transfers: list[Transfer], warrant: Warrant) -> Sequence[Model]:
    """Frees the ground, so that the right grant can be agreed."""
    raised = [transfer.credit_id for transfer in transfers]
    granted = Grant.objects.filter(shares__obligation__in=raised)
    grants = list(Grant.objects.filter(pk__in=granted.values("pk")))
    for grant in grants:
        grant.cancelled_at = warrant.at
    Grant.objects.bulk_update(grants, ["cancelled_at"])
    return grants


def _reopen_tranche(
    voucher: Voucher, transfers: list[Transfer], warrant: Warrant
) -> Sequence[Model]:
    raised = [transfer.credit_id for transfer in transfers]
    accepted = Tranche.objects.filter(parts__accepted__in=raised)
    tranches = Tranche.objects.filter(pk__in=accepted.values("pk"))
    if PaymentItem.objects.filter(part__tranche__in=tranches, state__in=ORDERED).exists():
        raise already_done(
            "该节点已送国库支付，不能冲销验收；请追回",
            "the treasury has or had the tranche's money: claw back instead",
        )
    reopened = list(tranches)
    for tranche in reopened:
        tranche.accepted_on, tranche.acceptance = None, ""
    Tranche.objects.bulk_update(reopened, ["accepted_on", "acceptance"])
    return reopened


def _promise_again(
    voucher: Voucher, transfers: list[Transfer], warrant: Warrant
) -> Sequence[Model]:
    """The released tranches wait again. A release takes all that wait, so the grant has no others;
    a grant that was cancelled with them stands again, unless its ground was granted meanwhile."""
    freed = [each.debit_id for each in transfers if each.kind == Kind.RELEASE]
    share = FundShare.objects.select_related("grant__party").filter(obligation__in=freed)[0]
    released = share.grant.tranches.filter(released_on__isnull=False)
    waiting = list(released)
    released.update(released_on=None)
    for tranche in waiting:
        tranche.released_on = None
    return [*waiting, *_revived(share.grant, warrant)]


def _revived(grant: Grant, warrant: Warrant) -> list[Model]:
    if grant.cancelled_at is None:
        return []
    asked = Claim(grant.party, grant.ground_key, grant.title, grant.period_from, grant.period_to)
    take_claim_turns(asked)
    refuse_duplicate(asked, reader=warrant.approver)
    grant.cancelled_at = None
    try:
        with transaction.atomic():
            grant.save(update_fields=["cancelled_at"])
    except IntegrityError:
        refuse_duplicate(asked, reader=warrant.approver)
        raise
    return [grant]


UNDO: dict[str, Undo] = {
    "appropriate_funds": _nothing,
    "allot_budget": _nothing,
    "allot_claims": _cancel_grant,
    "resolve_reservation": _nothing,
    "agree_grant": _cancel_grant,
    "accept_tranche": _reopen_tranche,
    "release_tranches": _promise_again,
    "decide_claw_back": _nothing,
    "record_recovery": _nothing,
}
FINAL: dict[str, Final] = {
    "reserve_budget": Final(
        Text(
            "预留的钱没有离开预算项目，没有可冲回的金额",
            "reserved money did not leave its line: there is nothing to take back",
        ),
        Text("请撤销这笔预留", "Void the reservation"),
    ),
    "set_ceiling": Final(
        Text("设定上限不动钱", "a ceiling moves no money"),
        Text("请再设定一次上限，或取消上限", "Set the ceiling anew, or take it away"),
    ),
    "withdraw_statement": Final(
        Text("撤回对账单不动钱", "withdrawing a statement moves no money"),
        Text("请重新导入正确的对账单", "Import the right statement"),
    ),
    "approve_run": Final(
        Text(
            "支付清单已送国库，由国库回单了结",
            "the list is with the treasury, whose answers settle it",
        ),
        Text(
            "请登记国库回单：被退回的款项回到已验收，可重新支付",
            "Record the treasury's answers: what it refuses is payable again",
        ),
    ),
    "record_answers": Final(
        Text(
            "国库已经支付或退回，账随回单", "the treasury has paid or refused, and so say the books"
        ),
        Text(
            "多付、错付的请办理追回；回单有误的请国库出具更正回单",
            "Claw back what was paid wrongly; ask the treasury to correct a wrong answer",
        ),
    ),
    "record_bank_return": Final(
        Text("银行已把款项退回，账随银行", "the bank sent the money back, and so say the books"),
        Text("请核对收款账户后重新支付", "Check the payee's account and pay it once more"),
    ),
    "close_year": Final(
        Text(
            "已结账的年度不再打开：收回的预算已交回，决算以此为准",
            "a closed year is not opened again: what lapsed was handed back, and the final "
            "accounts rest on it",
        ),
        Text(
            "请在新年度重新下达、分配；已立项的不受影响，仍可支付",
            "Appropriate and allot anew in the new year; what was promised is payable as before",
        ),
    ),
    "reverse_voucher": Final(
        Text("红字凭证不再冲销", "a red voucher is not taken back itself"),
        Text("请重新办理原来的业务", "Give the original order again"),
    ),
}
LET_GO = Final(
    Text(
        "撤销或到期的预留只是放回预算项目，没有可冲回的金额",
        "a reservation that was voided or expired only went back to its line",
    ),
    Text("仍需要的请重新预留", "Reserve anew what is still needed"),
)


def why_final(voucher: Voucher) -> Final | None:
    """Why no red voucher may take ``voucher`` back; None where one may."""
    if final := FINAL.get(voucher.command):
        return final
    is_moved = voucher.transfers.exclude(phase__in=RELEASES).exists()
    return None if is_moved else LET_GO
