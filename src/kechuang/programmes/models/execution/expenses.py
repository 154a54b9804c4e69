"""Expenses of a lump sum, each judged by the negative list when it was entered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kechuang.programmes.models.execution.acts import Act
from kechuang.programmes.models.execution.contracts import Contract
from kechuang.programmes.states_of_execution import CLAIMED, ExpenseState


class Expense(Act):
    """One expense, or the attempt at one that the list refused.

    ``finding`` is the engine's whole answer, ``list_digest`` the list it was given by.
    ``payee_key`` and ``invoice_key`` are payee and invoice without blanks, width and case: an
    invoice counts once, over all contracts.
    """

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="expenses")
    spent_on = models.DateField(_("支出日期"))
    amount_fen = models.BigIntegerField(_("金额（分）"))
    kind = models.CharField(_("类别"), max_length=60, blank=True)
    payee = models.CharField(_("收款方"), max_length=200)
    payee_key = models.CharField(max_length=200)
    purpose = models.CharField(_("用途"), max_length=500)
    invoice = models.CharField(_("发票号码"), max_length=60)
    invoice_key = models.CharField(max_length=60)
    marks = models.JSONField(_("标记"), default=dict)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="expenses")
    state = models.CharField(_("状态"), max_length=10, choices=ExpenseState.choices)
    finding = models.JSONField(_("判定"))
    list_digest = models.CharField(_("负面清单版本"), max_length=64)
    decided_by_id = models.BigIntegerField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(_("核对时间"), null=True)
    decision_reason = models.TextField(_("核对理由"), blank=True)

    class Meta:
        ordering = ["contract", "spent_on", "pk"]
        verbose_name = _("支出")
        constraints = [
            models.UniqueConstraint(
                fields=["payee_key", "invoice_key"],
                condition=Q(state__in=CLAIMED),
                name="expense_invoice_once",
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="expense_above_nothing"),
        ]
        indexes = [models.Index(fields=["contract", "state"])]

    def __str__(self) -> str:
        return f"{self.contract.number} {self.spent_on} {self.payee}"
