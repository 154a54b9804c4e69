"""What the bank itself says of the treasury's account, and what people found each line to be."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kechuang.audit.models import FoundRow
from kechuang.ledger.models.books import Book
from kechuang.ledger.models.persons import different_persons
from kechuang.ledger.models.vouchers import Transfer
from kechuang.ledger.states import BankFinding


class StatementQuerySet(models.QuerySet["BankStatement"]):
    def standing(self) -> StatementQuerySet:
        """Those that nobody withdrew."""
        return self.filter(withdrawal__isnull=True)


class RowQuerySet(models.QuerySet["BankRow"]):
    def standing(self) -> RowQuerySet:
        """Rows of statements that nobody withdrew."""
        return self.filter(statement__withdrawal__isnull=True)


class BankStatement(FoundRow):
    """Every movement of one account from ``first_on`` to ``last_on``, as the bank's file tells.

    Standing statements of one account never overlap; ``opening_fen`` and the rows give
    ``closing_fen``.
    """

    book = models.ForeignKey(Book, models.PROTECT, related_name="statements")
    account_number = models.CharField(_("本方账号"), max_length=40)
    first_on = models.DateField(_("起始日期"))
    last_on = models.DateField(_("截止日期"))
    opening_fen = models.BigIntegerField(_("期初余额（分）"))
    closing_fen = models.BigIntegerField(_("期末余额（分）"))
    row_count = models.PositiveIntegerField(_("笔数"))
    file_digest = models.CharField(_("文件摘要"), max_length=64)
    imported_by_id = models.BigIntegerField(null=True)
    imported_by_name = models.CharField(_("导入人"), max_length=200)
    imported_at = models.DateTimeField(_("导入时间"))
    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["-last_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_on__lte=F("last_on")), name="statement_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"···{self.account_number[-4:]} {self.first_on} – {self.last_on}"


class BankRow(FoundRow):
    """One movement: ``is_in`` came in, otherwise it left; ``balance_fen`` is after it.

    A serial stands once in an account, withdrawn statements apart.
    """

    statement = models.ForeignKey(BankStatement, models.PROTECT, related_name="rows")
    account_number = models.CharField(_("本方账号"), max_length=40)
    serial = models.CharField(_("流水号"), max_length=60)
    position = models.PositiveIntegerField(_("行次"))
    on = models.DateField(_("交易日期"))
    is_in = models.BooleanField(_("是否收入"))
    amount_fen = models.BigIntegerField(_("金额（分）"))
    counterparty = models.CharField(_("对方户名"), max_length=200, blank=True)
    counterparty_account = models.CharField(_("对方账号"), max_length=60, blank=True)
    remark = models.CharField(_("附言"), max_length=300, blank=True)
    balance_fen = models.BigIntegerField(_("余额（分）"))
    digest = models.CharField(_("内容摘要"), max_length=64)
    objects = RowQuerySet.as_manager()

    class Meta:
        ordering = ["on", "statement", "position"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "serial"], name="bank_row_serial_once"),
            models.UniqueConstraint(
                fields=["statement", "position"], name="bank_row_position_once"
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="bank_row_moves_something"),
        ]
        indexes = [models.Index(fields=["account_number", "serial"], name="bank_row_by_serial")]

    def __str__(self) -> str:
        return self.serial


class StatementWithdrawal(FoundRow):
    """A statement that counts no more: two people took it back, and say why; its rows stay."""

    statement = models.OneToOneField(BankStatement, models.PROTECT, related_name="withdrawal")
    reason = models.CharField(_("撤回原因"), max_length=300)
    prepared_by_id = models.BigIntegerField(null=True)
    prepared_by_name = models.CharField(_("制单"), max_length=200)
    approved_by_id = models.BigIntegerField(null=True)
    approved_by_name = models.CharField(_("复核"), max_length=200)
    withdrawn_at = models.DateTimeField(_("撤回时间"))

    class Meta:
        ordering = ["-withdrawn_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="statement_withdrawn_by_two",
                condition=different_persons("prepared_by", "approved_by"),
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="statement_withdrawn_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.statement} {self.reason}"


class BankMatch(FoundRow):
    """What a person found a bank row to be; the last one about a row counts."""

    row = models.ForeignKey(BankRow, models.PROTECT, related_name="matches")
    finding = models.CharField(_("认定结果"), max_length=12, choices=BankFinding.choices)
    transfer = models.ForeignKey(
        Transfer, models.PROTECT, null=True, related_name="bank_matches", verbose_name=_("对应分录")
    )
    reason = models.CharField(_("认定说明"), max_length=300, blank=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_by_name = models.CharField(_("认定人"), max_length=200)
    decided_at = models.DateTimeField(_("认定时间"))

    class Meta:
        ordering = ["row", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finding=BankFinding.POSTED) ^ Q(transfer__isnull=True),
                name="bank_match_names_its_transfer",
            ),
            models.CheckConstraint(
                condition=Q(finding=BankFinding.POSTED) | ~Q(reason=""),
                name="bank_match_gives_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row} {self.finding}"
