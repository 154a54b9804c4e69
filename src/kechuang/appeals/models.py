"""Which statement is said to be wrong, which answer is appealed against, and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Correction(models.Model):
    """A case in which a party says that ``fact`` is wrong; the case holds what it says.

    ``corrected``: the later statement of the same source that took its place.
    """

    fact = models.ForeignKey(
        "parties.PartyFact", models.PROTECT, related_name="corrections", verbose_name=_("事实")
    )
    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="correction")
    begun_at = models.DateTimeField(_("提出时间"))
    ended_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    corrected = models.OneToOneField(
        "parties.PartyFact", models.PROTECT, null=True, blank=True, related_name="corrects"
    )

    class Meta:
        ordering = ["-begun_at", "-pk"]
        verbose_name = _("数据更正")
        constraints = [
            models.UniqueConstraint(
                fields=["fact"], condition=Q(ended_at=None), name="correction_open_once_per_fact"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.fact}"


class Appeal(models.Model):
    """A case in which a firm appeals against ``entitlement``, the answer of one clause to it.

    ``renewed`` is the packed answer that an upheld appeal led to, over the facts and the policies
    as they stood on ``renewed_on``.
    """

    entitlement = models.ForeignKey(
        "entitlements.Entitlement", models.PROTECT, related_name="appeals"
    )
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="appeals")
    pack_id = models.CharField(_("政策包"), max_length=100)
    clause_id = models.CharField(_("条款"), max_length=100)
    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="appeal")
    begun_at = models.DateTimeField(_("提出时间"))
    ended_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    renewed = models.BinaryField(null=True, blank=True)
    renewed_on = models.DateField(_("重新计算日期"), null=True, blank=True)

    class Meta:
        ordering = ["-begun_at", "-pk"]
        verbose_name = _("结论申诉")
        constraints = [
            models.UniqueConstraint(
                fields=["party", "pack_id", "clause_id"],
                condition=Q(ended_at=None),
                name="appeal_open_once_per_party_clause",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.pack_id}/{self.clause_id}"
