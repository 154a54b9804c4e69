"""Money that was paid and is asked back."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kechuang.audit.models import FoundRow
from kechuang.ledger.models.books import Account
from kechuang.ledger.models.grants import FundShare


class ClawBack(FoundRow):
    """A decision to recover part of what a fund paid for a grant, with its reason."""

    share = models.ForeignKey(FundShare, models.PROTECT, related_name="claw_backs")
    amount_fen = models.BigIntegerField(_("追回金额（分）"))
    reason = models.CharField(_("追回原因"), max_length=500)
    decision = models.CharField(_("决定文号"), max_length=200)
    decided_on = models.DateField(_("决定日期"))
    recoverable = models.OneToOneField(Account, models.PROTECT, related_name="claw_back")
    recovered = models.OneToOneField(Account, models.PROTECT, related_name="recovers")

    class Meta:
        ordering = ["-decided_on", "-id"]

    def __str__(self) -> str:
        return f"{self.share.grant.number} {self.amount_fen}"
