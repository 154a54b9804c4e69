"""What an officer does to a panel by hand: asked by one, decided by another, with the reason."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kechuang.reviews.models.experts import Expert
from kechuang.reviews.models.submissions import Submission
from kechuang.reviews.states import InterventionKind, UnblindingState


class Intervention(models.Model):
    """A seat to be given up, or a conflict found after the sealing; ``source`` is its evidence."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="interventions")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="+")
    kind = models.CharField(_("情形"), max_length=10, choices=InterventionKind.choices)
    reason = models.CharField(_("理由"), max_length=300)
    source = models.CharField(_("来源"), max_length=200, blank=True)
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("申请时间"))
    state = models.CharField(_("状态"), max_length=10, choices=UnblindingState.choices)
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("决定时间"), null=True)
    answer = models.CharField(_("答复"), max_length=300, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("评审席位申请")
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "expert", "kind"],
                condition=Q(state=UnblindingState.ASKED),
                name="reviews_intervention_asked_once",
            ),
            models.CheckConstraint(
                condition=Q(state=UnblindingState.ASKED)
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by"))),
                name="reviews_intervention_by_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission} {self.kind} {self.state}"
