"""Projects that end early, the file of diligence, and what became of those that closed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kechuang.ledger.models.persons import different_persons
from kechuang.programmes.models.execution.acts import Act
from kechuang.programmes.models.execution.contracts import Contract
from kechuang.programmes.states_of_execution import Cause, FollowUpKind, TerminationState


class Termination(Act):
    """A proposal to end a project early, and its decision by another person."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="terminations")
    cause = models.CharField(_("原因"), max_length=20, choices=Cause.choices)
    reason = models.TextField(_("理由"))
    state = models.CharField(
        _("状态"), max_length=10, choices=TerminationState.choices,
        default=TerminationState.PROPOSED,
    )  # fmt: skip
    decided_by_id = models.BigIntegerField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(_("复核时间"), null=True)
    decision_reason = models.TextField(_("复核理由"), blank=True)

    class Meta:
        ordering = ["contract", "pk"]
        verbose_name = _("终止")
        constraints = [
            models.UniqueConstraint(
                fields=["contract"],
                condition=~Q(state=TerminationState.DECLINED),
                name="termination_once",
            ),
            models.CheckConstraint(
                name="termination_decided_by_another",
                condition=Q(state=TerminationState.PROPOSED)
                | (Q(decided_at__isnull=False) & different_persons("by", "decided_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract.number} {self.get_cause_display()}"


class ExemptionFile(Act):
    """The diligence-exemption file (尽职免责) made from the audit trail; ``digest`` seals it.

    Source: 科学技术进步法 (2021) art. 68: original records prove diligence.
    """

    contract = models.OneToOneField(Contract, models.PROTECT, related_name="exemption_file")
    content = models.JSONField(_("内容"))
    digest = models.CharField(_("摘要"), max_length=64)
    text = models.TextField(_("正文"))
    text_en = models.TextField()

    class Meta:
        ordering = ["-at"]
        verbose_name = _("尽职免责档案")

    def __str__(self) -> str:
        return f"{self.contract.number} {self.digest[:12]}"


class FollowUp(Act):
    """What came of a closed project in one year: an application, a spin-off, a contract."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="follow_ups")
    year = models.PositiveSmallIntegerField(_("年度"))
    kind = models.CharField(_("类型"), max_length=12, choices=FollowUpKind.choices)
    title = models.CharField(_("内容"), max_length=300)
    amount_fen = models.BigIntegerField(_("金额（分）"), null=True)
    party = models.ForeignKey("parties.Party", models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["contract", "-year", "pk"]
        verbose_name = _("结题后跟踪")
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "year", "kind", "title"], name="follow_up_once"
            ),
            models.CheckConstraint(
                condition=Q(amount_fen__isnull=True) | Q(amount_fen__gte=0),
                name="follow_up_amount_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract.number} {self.year} {self.title}"
