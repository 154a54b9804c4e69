"""Invitations by e-mail: who opens one shows that the address is theirs, and links the account."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kechuang.reviews.models.experts import Expert


class Invitation(models.Model):
    """Sent to an address of which the keyed digest is kept; of several the last counts, once."""

    expert = models.ForeignKey(Expert, models.PROTECT, related_name="invitations")
    email_digest = models.CharField(max_length=64)
    invited_by_id = models.BigIntegerField(null=True)
    invited_by_name = models.CharField(_("邀请人"), max_length=200)
    invited_at = models.DateTimeField(_("邀请时间"))
    until = models.DateTimeField(_("有效至"))
    accepted_by_id = models.BigIntegerField(null=True)
    accepted_at = models.DateTimeField(_("确认时间"), null=True)

    class Meta:
        ordering = ["expert", "pk"]
        verbose_name = _("专家邀请")
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_by_id__isnull=True)
                | Q(invited_by_id__isnull=True)
                | ~Q(accepted_by_id=F("invited_by_id")),
                name="reviews_invitation_accepted_by_another",
            )
        ]

    def __str__(self) -> str:
        return f"{self.expert_id} {self.invited_at}"
