"""Reconciliation: books against the treasury's answers, the vouchers, each other, the reports.

``reconciling_bank`` has the books against what the bank itself says.

Source: 会计法 (2024) art. 17 — 账实、账证、账账、账表相符.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from kechuang.engines.wording import Text
from kechuang.ledger.models import (
    Account,
    Appropriation,
    Book,
    FundShare,
    PaymentItem,
    Transfer,
    TreasuryAnswer,
    Voucher,
)
from kechuang.ledger.selectors.board import board, budget_years
from kechuang.ledger.selectors.flows import MOVED
from kechuang.ledger.selectors.verifying import broken_seals, broken_totals
from kechuang.ledger.states import PAID_ITEM_STATES, AccountRole, ItemState, Kind, Phase

TREASURY = Text("账簿与国库回单", "Books and the treasury's answers")
VOUCHERS = Text("账证相符：账簿与凭证", "Books and vouchers")
BOOKS = Text("账账相符：上级账与下级账", "Each level and the one below")
REPORTS = Text("账表相符：账簿与报表", "Books and reports")


@dataclass(frozen=True)
class Comparison:
    """Two ways to the same figure: fen on both sides, or records there are and records in order.

    ``findings`` name the records that are not in order.
    """

    section: Text
    label: Text
    here: int
    there: int
    findings: tuple[str, ...] = ()
    is_count: bool = False

    @property
    def difference(self) -> int:
        return self.here - self.there

    @property
    def agrees(self) -> bool:
        return self.difference == 0


def counted(section: Text, label: Text, records: int, findings: tuple[str, ...]) -> Comparison:
    return Comparison(section, label, records, records - len(findings), findings, is_count=True)


def reconciled() -> list[Comparison]:
    """Every comparison, section by section; all agree when the books are right."""
    sections: tuple[Callable[[], Iterator[Comparison]], ...] = (
        _against_treasury,
        _against_vouchers,
        _against_each_other,
        _against_reports,
    )
    return [comparison for section in sections for comparison in section()]


def _against_treasury() -> Iterator[Comparison]:
    answered = TreasuryAnswer.objects.filter(is_paid=True, item__bank_return__isnull=True)
    label = Text("已支付 = 国库已付回单合计（退汇除外）", "Paid = treasury's payments but returns")
    yield Comparison(TREASURY, label, _posted(Kind.PAY), _sum(answered, "amount_fen"))
    paid = PaymentItem.objects.filter(state__in=PAID_ITEM_STATES)
    odd = paid.exclude(paid_fen=F("answer__amount_fen")).values_list("number", flat=True)
    label = Text("每笔支付与其回单一致", "Each payment equals its answer")
    yield counted(TREASURY, label, paid.count(), tuple(odd))
    sent = PaymentItem.objects.filter(state=ItemState.SENT)
    label = Text("在途 = 已送国库未回单", "Pending = sent and not answered")
    yield Comparison(TREASURY, label, _pending(Kind.PAY), _sum(sent, "amount_fen"))


def _against_vouchers() -> Iterator[Comparison]:
    label = Text(
        "每张凭证与封存摘要、审计链一致", "Each voucher equals its seal in the audit chain"
    )
    yield counted(VOUCHERS, label, Voucher.objects.count(), _said(broken_seals()))
    label = Text("每个科目余额由凭证重算一致", "Each account recomputed from its vouchers")
    yield counted(VOUCHERS, label, Account.objects.count(), _said(broken_totals()))


def _against_each_other() -> Iterator[Comparison]:
    for book in Book.objects.order_by("code"):
        accounts = Account.objects.filter(book=book)
        label = Text(f"{book.name}：借方合计 = 贷方合计", f"{book.name_en}: debits = credits")
        debits, credited = (_sum(accounts, f"{side}_posted_fen") for side in ("debits", "credits"))
        yield Comparison(BOOKS, label, debits, credited)
    given = Appropriation.objects.all()
    label = Text("指标已分配 = 各预算项目收到", "Allotted by appropriations = received by lines")
    lapsed = _posted(Kind.LAPSE, debit__role=AccountRole.APPROPRIATION)
    allotted = _sum(given, "account__debits_posted_fen") - lapsed
    yield Comparison(BOOKS, label, allotted, _posted(Kind.ALLOT))
    label = Text("立项余额 = 未验收节点合计", "Obligations = tranches not accepted yet")
    held = FundShare.objects.filter(obligation__isnull=False)
    balance = _sum(held, "obligation__credits_posted_fen") - _sum(
        held, "obligation__debits_posted_fen"
    )
    waiting = Q(parts__tranche__accepted_on__isnull=True, parts__tranche__released_on__isnull=True)
    unaccepted = held.filter(waiting, grant__cancelled_at__isnull=True)
    yield Comparison(BOOKS, label, balance, _sum(unaccepted, "parts__amount_fen"))


def _against_reports() -> Iterator[Comparison]:
    boards = [board(year=year, on=date.max) for year in budget_years()]
    for role, shown, label in (
        (AccountRole.LINE, "free_fen", Text("看板可用 = 预算项目余额", "Free = balance of lines")),
        (AccountRole.PAID, "paid_fen", Text("看板已支付 = 已付科目", "Paid = paid accounts")),
    ):
        accounts = Account.objects.filter(role=role)
        came, left = (_sum(accounts, f"{side}_posted_fen") for side in ("credits", "debits"))
        held = _sum(accounts, "debits_pending_fen")
        balance = came if role == AccountRole.PAID else came - left - held
        yield Comparison(
            REPORTS, label, sum(getattr(each.whole, shown) for each in boards), balance
        )


def _posted(kind: Kind, **conditions: object) -> int:
    posted = Transfer.objects.filter(kind=kind, phase__in=(Phase.SINGLE, Phase.POST), **conditions)
    return posted.aggregate(total=Sum(MOVED))["total"] or 0


def _pending(kind: Kind) -> int:
    held = Transfer.objects.filter(kind=kind, phase=Phase.PENDING, resolution__isnull=True)
    return _sum(held, "amount_fen")


def _sum(rows: QuerySet[Any], field: str) -> int:
    return rows.aggregate(total=Sum(field))["total"] or 0


def _said(breaks: Iterator[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(f"{where}: {what}" for where, what in breaks)
