"""Drafted contracts that were taken back."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kechuang.programmes.models.execution.acts import Act
from kechuang.programmes.models.execution.contracts import Contract


class ContractWithdrawal(Act):
    """Why a drafted contract was taken back before anybody signed it."""

    contract = models.OneToOneField(Contract, models.PROTECT, related_name="withdrawal")
    reason = models.TextField(_("理由"))

    class Meta:
        ordering = ["contract"]
        verbose_name = _("撤回任务书")

    def __str__(self) -> str:
        return self.contract.number
