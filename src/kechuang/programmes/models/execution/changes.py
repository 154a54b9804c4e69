"""Changes of a contract: asked, decided with reasons, and kept."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kechuang.programmes.models.execution.acts import Act
from kechuang.programmes.models.execution.contracts import Contract
from kechuang.programmes.states_of_execution import ChangeKind, ChangeState


class ChangeRequest(Act):
    """One change: ``before`` and ``wanted`` hold JSON values of what it is about.

    What lies in the technical chief's own power is made when it is asked, and on record.
    ``demander_consented_at`` is set where a target asks less than was agreed.
    """

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="changes")
    kind = models.CharField(_("事项"), max_length=12, choices=ChangeKind.choices)
    before = models.JSONField(_("变更前"))
    wanted = models.JSONField(_("变更后"))
    reason = models.TextField(_("理由"))
    needs_consent = models.BooleanField(_("须需求方同意"), default=False)
    consented_by_id = models.BigIntegerField(null=True)
    consented_by_name = models.CharField(max_length=200, blank=True)
    demander_consented_at = models.DateTimeField(_("需求方同意时间"), null=True)
    state = models.CharField(
        _("状态"), max_length=10, choices=ChangeState.choices, default=ChangeState.ASKED
    )
    decided_by_id = models.BigIntegerField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(_("决定时间"), null=True)
    decision_reason = models.TextField(_("决定理由"), blank=True)

    class Meta:
        ordering = ["contract", "pk"]
        verbose_name = _("变更申请")
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "kind"],
                condition=Q(state=ChangeState.ASKED),
                name="change_asked_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=ChangeState.MADE)
                | Q(needs_consent=False)
                | Q(demander_consented_at__isnull=False),
                name="change_made_with_consent",
            ),
            models.CheckConstraint(
                condition=Q(state=ChangeState.ASKED)
                | (Q(decided_at__isnull=False) & ~Q(decision_reason="")),
                name="change_decided_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract.number} {self.get_kind_display()}"
