"""Matches of a run and the decisions about them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Match(models.Model):
    """One outcome ranked for one demand in one run; ``reasons`` add up to ``score``."""

    run = models.ForeignKey("runs.Run", models.CASCADE, related_name="matches")
    demand = models.ForeignKey("demands.Demand", models.PROTECT, related_name="matches")
    outcome = models.ForeignKey("outcomes.Outcome", models.PROTECT, related_name="matches")
    rank = models.PositiveSmallIntegerField(_("名次"))
    score = models.BigIntegerField(_("得分"))
    strength = models.CharField(_("强度"), max_length=10)
    reasons = models.JSONField(_("理由"))

    class Meta:
        ordering = ["run", "demand", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["run", "demand", "outcome"], name="match_once_per_run")
        ]

    def __str__(self) -> str:
        return f"{self.demand_id} ↔ {self.outcome_id} #{self.rank}"


class Decision(models.TextChoices):
    ACCEPTED = "accepted", _("愿意对接")
    DECLINED = "declined", _("不合适")


class MatchDecision(models.Model):
    """What people decided about a demand and an outcome; kept across runs, asked only once."""

    demand = models.ForeignKey("demands.Demand", models.PROTECT, related_name="decisions")
    outcome = models.ForeignKey("outcomes.Outcome", models.PROTECT, related_name="decisions")
    decision = models.CharField(_("决定"), max_length=10, choices=Decision.choices)
    reason = models.CharField(_("理由"), max_length=500, blank=True)
    decided_by = models.CharField(_("决定人"), max_length=200)
    decided_at = models.DateTimeField(_("决定时间"))

    class Meta:
        ordering = ["demand", "outcome"]
        constraints = [
            models.UniqueConstraint(fields=["demand", "outcome"], name="decision_once_per_pair"),
            models.CheckConstraint(
                name="declining_needs_a_reason",
                condition=~models.Q(decision="declined") | ~models.Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.demand_id} {self.decision} {self.outcome_id}"
