"""Reconciliation of a past moment: both sides told from what was booked and recorded by then.

Running totals are of now and cannot be compared with the past; here sums over the vouchers take
their place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db.models import F, Q, QuerySet, Sum

from kechuang.engines.wording import Text
from kechuang.ledger.models import (
    Book,
    PaymentItem,
    TrancheShare,
    Transfer,
    TreasuryAnswer,
    Voucher,
)
from kechuang.ledger.selectors.board import board, budget_years
from kechuang.ledger.selectors.flows import MOVED
from kechuang.ledger.selectors.moments import Moment
from kechuang.ledger.selectors.reconciling import (
    BOOKS,
    REPORTS,
    TREASURY,
    VOUCHERS,
    Comparison,
    counted,
)
from kechuang.ledger.selectors.standing import POSTED, standing_at
from kechuang.ledger.selectors.verifying import broken_seals
from kechuang.ledger.states import AccountRole, Kind, Phase

SETTLING = "pending__resolution__voucher"
SETTLING_BACK = "pending__resolution__reversal__voucher"


def reconciled_at(moment: Moment) -> list[Comparison]:
    """Every comparison that a past moment allows, section by section."""
    sections: tuple[Callable[[Moment], Iterator[Comparison]], ...] = (
        _against_treasury,
        _against_vouchers,
        _against_each_other,
        _against_reports,
    )
    return [comparison for section in sections for comparison in section(moment)]


def _against_treasury(moment: Moment) -> Iterator[Comparison]:
    settled = moment.of(f"item__{SETTLING}")
    unposted = Q(item__pending__resolution__isnull=True, on__lte=moment.on)
    if moment.known:
        unposted &= Q(recorded_at__lte=moment.known)
    answers = TreasuryAnswer.objects.filter(settled | unposted)
    label = Text("已支付 = 国库已付回单合计（退汇除外）", "Paid = treasury's payments but returns")
    returned = moment.of(f"item__{SETTLING_BACK}")
    kept = answers.filter(is_paid=True).exclude(returned)
    told = kept.aggregate(total=Sum("amount_fen"))["total"] or 0
    yield Comparison(TREASURY, label, _sum(_posted(moment, kind=Kind.PAY)), told)
    paid = PaymentItem.objects.filter(answer__in=answers.filter(is_paid=True))
    odd = paid.exclude(paid_fen=F("answer__amount_fen")).values_list("number", flat=True)
    label = Text("每笔支付与其回单一致", "Each payment equals its answer")
    yield counted(TREASURY, label, paid.count(), tuple(odd))
    sent = PaymentItem.objects.filter(moment.of("pending__voucher")).exclude(answer__in=answers)
    label = Text("在途 = 已送国库未回单", "Pending = sent and not answered")
    on_its_way = sent.aggregate(total=Sum("amount_fen"))["total"] or 0
    yield Comparison(TREASURY, label, _held(moment, kind=Kind.PAY), on_its_way)


def _against_vouchers(moment: Moment) -> Iterator[Comparison]:
    label = Text(
        "每张凭证与封存摘要、审计链一致", "Each voucher equals its seal in the audit chain"
    )
    known = {str(each) for each in Voucher.objects.filter(moment.of()).select_related("book")}
    broken = tuple(f"{where}: {what}" for where, what in broken_seals() if where in known)
    yield counted(VOUCHERS, label, len(known), broken)


def _against_each_other(moment: Moment) -> Iterator[Comparison]:
    for book in Book.objects.order_by("code"):
        label = Text(f"{book.name}：借方合计 = 贷方合计", f"{book.name_en}: debits = credits")
        left, came = (_posted(moment, **{f"{side}__book": book}) for side in ("debit", "credit"))
        yield Comparison(BOOKS, label, _sum(left), _sum(came))
    label = Text("指标已分配 = 各预算项目收到", "Allotted by appropriations = received by lines")
    given = _posted(moment, debit__role=AccountRole.APPROPRIATION).exclude(kind=Kind.LAPSE)
    received = _posted(moment, credit__role=AccountRole.LINE, kind=Kind.ALLOT)
    yield Comparison(BOOKS, label, _sum(given), _sum(received))
    label = Text("立项余额 = 未验收节点合计", "Obligations = tranches not accepted yet")
    obliged = _sum(_posted(moment, credit__obliges__isnull=False))
    freed = _sum(_posted(moment, debit__obliges__isnull=False))
    yield Comparison(BOOKS, label, obliged - freed, _waiting(moment))


def _against_reports(moment: Moment) -> Iterator[Comparison]:
    boards = [board(year=y, on=moment.on, known=moment.known).whole for y in budget_years()]
    came, left = (
        _sum(_posted(moment, **{f"{side}__role": AccountRole.LINE})) for side in ("credit", "debit")
    )
    label = Text("看板可用 = 预算项目余额", "Free = balance of lines")
    balance = came - left - _held(moment, debit__role=AccountRole.LINE)
    yield Comparison(REPORTS, label, sum(each.free_fen for each in boards), balance)
    label = Text("看板已支付 = 已付科目", "Paid = paid accounts")
    paid = _sum(_posted(moment, credit__role=AccountRole.PAID))
    yield Comparison(REPORTS, label, sum(each.paid_fen for each in boards), paid)


def _waiting(moment: Moment) -> int:
    """Parts of standing grants that were neither accepted nor released by then, in fen."""
    standing = standing_at(moment).values("pk")
    parts = TrancheShare.objects.filter(tranche__grant__in=standing, accepted__isnull=False)
    ended = _posted(moment, kind__in=(Kind.ACCEPT, Kind.RELEASE)).order_by()
    moved = dict(ended.values_list("reference").annotate(total=Sum(MOVED)))
    rows = parts.values_list("pk", "amount_fen")
    return sum(fen for pk, fen in rows if not moved.get(f"part:{pk}"))


def _posted(moment: Moment, **conditions: object) -> QuerySet[Transfer]:
    return Transfer.objects.filter(POSTED, moment.of("voucher"), **conditions)


def _held(moment: Moment, **conditions: object) -> int:
    ended = Transfer.objects.filter(moment.of("voucher"), pending__isnull=False)
    held = Transfer.objects.filter(moment.of("voucher"), phase=Phase.PENDING, **conditions)
    return _sum(held.exclude(pk__in=ended.values("pending")))


def _sum(rows: QuerySet[Transfer]) -> int:
    return rows.aggregate(total=Sum(MOVED))["total"] or 0
