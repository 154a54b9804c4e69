"""Answers kept from a run."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class VerdictChoice(models.TextChoices):
    MET = "met", _("符合")
    POSSIBLE = "possible", _("待专家评定")
    UNKNOWN = "unknown", _("数据不足")
    NOT_MET = "not_met", _("不符合")


class Entitlement(models.Model):
    """The answer for one party and one clause in one run; ``evidence`` is the whole answer.

    ``evidence`` holds zlib-packed canonical JSON of the engine's answer: conditions, facts used
    with their sources, gaps, amount steps. ``low_fen``/``high_fen`` bound the amount.
    ``unmet``, ``lacks`` and ``widest_bp`` tell of ``gaps`` what lists are sorted and filtered by.
    """

    run = models.ForeignKey("runs.Run", models.CASCADE, related_name="entitlements")
    party = models.ForeignKey(
        "parties.Party", models.PROTECT, related_name="entitlements", verbose_name=_("企业")
    )
    pack_id = models.CharField(_("政策包"), max_length=100)
    pack_digest = models.CharField(max_length=64)
    clause_id = models.CharField(_("条款"), max_length=100)
    verdict = models.CharField(_("结论"), max_length=10, choices=VerdictChoice.choices)
    is_near_miss = models.BooleanField(_("差一点"), default=False)
    amount_kind = models.CharField(_("金额性质"), max_length=15, blank=True)
    low_fen = models.BigIntegerField(_("金额下限（分）"), null=True)
    high_fen = models.BigIntegerField(_("金额上限（分）"), null=True)
    missing = models.JSONField(_("待补数据"), default=list)
    gaps = models.JSONField(_("差距"), default=list)
    unmet = models.PositiveSmallIntegerField(_("未符合条件数"), default=0)
    lacks = models.TextField(_("未符合的条件"), blank=True)
    widest_bp = models.BigIntegerField(_("最大相对差距（万分之一）"), null=True)
    evidence = models.BinaryField()

    class Meta:
        ordering = ["run", "pack_id", "clause_id", "party"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "party", "pack_id", "clause_id"], name="entitlement_once_per_run"
            )
        ]
        indexes = [models.Index(fields=["run", "pack_id", "clause_id", "verdict"])]

    def __str__(self) -> str:
        return f"{self.party_id} {self.pack_id}/{self.clause_id} {self.verdict}"
