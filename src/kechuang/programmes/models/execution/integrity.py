"""Integrity records (科研诚信): a fact with its source, an appeal, an end."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kechuang.ledger.models.persons import different_persons
from kechuang.programmes.models.execution.acts import Act
from kechuang.programmes.models.execution.contracts import Contract
from kechuang.programmes.states_of_execution import AppealState, IntegrityKind


class IntegrityRecord(Act):
    """One fact about a party's conduct; it counts to its end unless an appeal is upheld."""

    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="integrity_records")
    contract = models.ForeignKey(
        Contract, models.PROTECT, null=True, related_name="integrity_records"
    )
    kind = models.CharField(_("类型"), max_length=10, choices=IntegrityKind.choices)
    fact = models.TextField(_("事实"))
    source = models.CharField(_("来源文书"), max_length=300)
    found_on = models.DateField(_("认定日期"))
    expires_on = models.DateField(_("有效期至"))

    class Meta:
        ordering = ["party", "-found_on"]
        verbose_name = _("诚信记录")
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("found_on")), name="integrity_term_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.get_kind_display()}"


class IntegrityAppeal(Act):
    """The party's answer to a record, decided by somebody other than who wrote the record."""

    record = models.OneToOneField(IntegrityRecord, models.PROTECT, related_name="appeal")
    reason = models.TextField(_("申诉理由"))
    state = models.CharField(
        _("状态"), max_length=10, choices=AppealState.choices, default=AppealState.FILED
    )
    decided_by_id = models.BigIntegerField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(_("复核时间"), null=True)
    decision_reason = models.TextField(_("复核理由"), blank=True)

    class Meta:
        ordering = ["record"]
        verbose_name = _("诚信申诉")
        constraints = [
            models.CheckConstraint(
                name="appeal_decided_by_another",
                condition=Q(state=AppealState.FILED)
                | (Q(decided_at__isnull=False) & different_persons("by", "decided_by")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.record} {self.get_state_display()}"
