"""Applications begun from an answer, and reminders to those who have not claimed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Application(models.Model):
    """A case in which a firm applies under a clause, begun from the answer about it.

    ``freed_at``: its case ended without a grant and another one was begun.
    """

    entitlement = models.ForeignKey(
        "entitlements.Entitlement", models.PROTECT, related_name="applications"
    )
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="applications")
    pack_id = models.CharField(_("政策包"), max_length=100)
    clause_id = models.CharField(_("条款"), max_length=100)
    year = models.PositiveSmallIntegerField(_("年度"))
    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="application")
    begun_at = models.DateTimeField(_("开始时间"))
    freed_at = models.DateTimeField(_("终止时间"), null=True, blank=True)

    class Meta:
        ordering = ["-begun_at", "-pk"]
        verbose_name = _("政策申请")
        constraints = [
            models.UniqueConstraint(
                fields=["party", "pack_id", "clause_id", "year"],
                condition=Q(freed_at__isnull=True),
                name="application_once_per_party_clause_year",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.pack_id}/{self.clause_id}"


class Reminder(models.Model):
    """A firm was told that it is entitled and has neither an offer nor an application."""

    run = models.ForeignKey("runs.Run", models.PROTECT, related_name="reminders")
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="reminders")
    entitlement = models.ForeignKey(
        "entitlements.Entitlement", models.PROTECT, related_name="reminders"
    )
    at = models.DateTimeField(_("时间"))
    by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("应享未享提醒")
        constraints = [
            models.UniqueConstraint(fields=["entitlement"], name="reminder_once_per_answer")
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.at:%Y-%m-%d}"
