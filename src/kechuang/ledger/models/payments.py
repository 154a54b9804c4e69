"""Payee accounts, payment runs with two approvers, and the treasury's answers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kechuang.audit.models import FoundRow
from kechuang.base.registry.numbers import NumberSeries
from kechuang.ledger.models.books import Book
from kechuang.ledger.models.grants import TrancheShare
from kechuang.ledger.models.persons import different_persons
from kechuang.ledger.models.vouchers import Transfer
from kechuang.ledger.states import LIVE_ITEM_STATES, ItemState, RunState


class PaymentSeries(NumberSeries):
    """Numbers of payment runs (ZF…) and of their items (FK…)."""


class PayeeAccount(FoundRow):
    """A bank account of a party; paid to only after a second person confirmed it."""

    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="payee_accounts")
    holder = models.CharField(_("户名"), max_length=200)
    bank = models.CharField(_("开户银行"), max_length=200)
    number = models.CharField(_("银行账号"), max_length=40)
    submitted_by_name = models.CharField(_("提交人"), max_length=200)
    submitted_by_id = models.BigIntegerField(null=True)
    submitted_at = models.DateTimeField(_("提交时间"))
    confirmed_by_id = models.BigIntegerField(null=True)
    confirmed_by_name = models.CharField(_("核对人"), max_length=200, blank=True)
    confirmed_at = models.DateTimeField(_("核对时间"), null=True, blank=True)

    sealed_beside: ClassVar = ("party__credit_code",)

    class Meta:
        ordering = ["party", "-submitted_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="payee_confirmed_by_another",
                condition=Q(confirmed_at__isnull=True)
                | different_persons("submitted_by", "confirmed_by"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.bank} ····{self.number[-4:]}"


class PaymentRun(FoundRow):
    """A list of payments for the treasury: one person drafts, two others approve."""

    number = models.CharField(_("批次号"), max_length=20, unique=True)
    book = models.ForeignKey(Book, models.PROTECT, related_name="runs", verbose_name=_("账套"))
    request_id = models.UUIDField(unique=True)
    state = models.CharField(_("状态"), max_length=12, choices=RunState.choices)
    drafted_by_id = models.BigIntegerField(null=True)
    drafted_by_name = models.CharField(_("编制人"), max_length=200)
    drafted_at = models.DateTimeField(_("编制时间"))
    checked_by_id = models.BigIntegerField(null=True)
    checked_by_name = models.CharField(_("初审人"), max_length=200, blank=True)
    checked_at = models.DateTimeField(_("初审时间"), null=True, blank=True)
    approved_by_id = models.BigIntegerField(null=True)
    approved_by_name = models.CharField(_("终审人"), max_length=200, blank=True)
    approved_at = models.DateTimeField(_("终审时间"), null=True, blank=True)
    list_digest = models.CharField(_("清单摘要"), max_length=64)

    class Meta:
        ordering = ["-drafted_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="run_approved_by_three_people",
                condition=Q(approved_at__isnull=True)
                | different_persons("approved_by", "checked_by")
                & different_persons("approved_by", "drafted_by")
                & different_persons("checked_by", "drafted_by"),
            )
        ]

    def __str__(self) -> str:
        return self.number


class PaymentItem(FoundRow):
    """One payment: the payee's account as it was when the run was drafted."""

    run = models.ForeignKey(PaymentRun, models.PROTECT, related_name="items")
    number = models.CharField(_("支付单号"), max_length=20, unique=True)
    part = models.ForeignKey(TrancheShare, models.PROTECT, related_name="items")
    amount_fen = models.BigIntegerField(_("金额（分）"))
    holder = models.CharField(_("收款户名"), max_length=200)
    bank = models.CharField(_("收款银行"), max_length=200)
    account_number = models.CharField(_("收款账号"), max_length=40)
    state = models.CharField(_("状态"), max_length=12, choices=ItemState.choices)
    pending = models.OneToOneField(Transfer, models.PROTECT, null=True, related_name="item")
    paid_fen = models.BigIntegerField(_("实付（分）"), default=0)
    paid_on = models.DateField(_("支付日期"), null=True, blank=True)

    class Meta:
        ordering = ["run", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["part"],
                condition=Q(state__in=LIVE_ITEM_STATES),
                name="item_one_live_per_tranche_part",
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="item_amount_positive"),
            models.CheckConstraint(
                condition=Q(paid_fen__gte=0, paid_fen__lte=models.F("amount_fen")),
                name="item_never_paid_more",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class TreasuryAnswer(FoundRow):
    """One line of the treasury's answer (国库回单), kept as it came."""

    item = models.OneToOneField(PaymentItem, models.PROTECT, related_name="answer")
    serial = models.CharField(_("回单号"), max_length=60, unique=True)
    is_paid = models.BooleanField(_("是否支付"))
    amount_fen = models.BigIntegerField(_("回单金额（分）"))
    on = models.DateField(_("回单日期"))
    reason = models.CharField(_("退回原因"), max_length=300, blank=True)
    file_digest = models.CharField(_("文件摘要"), max_length=64, blank=True)
    recorded_at = models.DateTimeField(_("记录时间"))

    class Meta:
        ordering = ["serial"]

    def __str__(self) -> str:
        return self.serial


class BankReturn(FoundRow):
    """A payment that the bank sent back after it was paid (退汇); the whole of it, once.

    ``serial`` is the bank's number, in one spelling.
    """

    item = models.OneToOneField(PaymentItem, models.PROTECT, related_name="bank_return")
    serial = models.CharField(_("银行退汇号"), max_length=60, unique=True)
    on = models.DateField(_("退汇日期"))
    reason = models.CharField(_("退汇原因"), max_length=300)
    recorded_at = models.DateTimeField(_("记录时间"))

    class Meta:
        ordering = ["serial"]

    def __str__(self) -> str:
        return self.serial
