"""What one person prepared and waits for another."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kechuang.audit.models import FoundRow
from kechuang.ledger.models.persons import different_persons
from kechuang.ledger.models.vouchers import Voucher
from kechuang.ledger.states import InstructionState


class Instruction(FoundRow):
    """A money command (资金指令) prepared by one person; approving it by another carries it out.

    ``foreseen`` is what a rehearsal of the command posted: words, amount and accounts moved.
    """

    id = models.UUIDField(primary_key=True)
    command = models.CharField(_("业务"), max_length=40)
    content = models.JSONField(_("内容"))
    foreseen = models.JSONField(_("试算结果"))
    on = models.DateField(_("记账日期"))
    state = models.CharField(_("状态"), max_length=12, choices=InstructionState.choices)
    prepared_by_id = models.BigIntegerField(null=True)
    prepared_by_name = models.CharField(_("制单"), max_length=200)
    prepared_at = models.DateTimeField(_("制单时间"))
    decided_by_id = models.BigIntegerField(null=True)
    decided_by_name = models.CharField(_("复核"), max_length=200, blank=True)
    decided_at = models.DateTimeField(_("复核时间"), null=True, blank=True)
    reason = models.CharField(_("退回原因"), max_length=300, blank=True)
    voucher = models.OneToOneField(Voucher, models.PROTECT, null=True, related_name="instruction")

    class Meta:
        ordering = ["-prepared_at"]
        constraints = [
            models.CheckConstraint(
                name="instruction_decided_by_another",
                condition=~models.Q(state=InstructionState.APPROVED)
                | different_persons("prepared_by", "decided_by"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.command} {self.id}"
