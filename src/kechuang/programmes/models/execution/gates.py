"""Stage gates of a race (赛马): scores per lane, and what each gate rules."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kechuang.ledger.models.persons import different_persons
from kechuang.programmes.models.execution.acts import Act, once_per_person
from kechuang.programmes.models.execution.contracts import Contract
from kechuang.programmes.models.execution.items import AwardedItem
from kechuang.programmes.states_of_execution import GateState, LaneOutcome


class Gate(models.Model):
    """One stage gate (阶段考核); a further ``attempt`` judges the lanes held back before.

    ``kept``: so many best lanes go on (0: all that reach ``floor``); a lane between
    ``held_from`` and ``floor`` is held back, at most ``hold_backs_allowed`` times; a lane with
    fewer than ``reports_wanted`` scores is not decided. ``proposal`` is what waits for a second
    person.
    """

    item = models.ForeignKey(AwardedItem, models.PROTECT, related_name="gates")
    number = models.PositiveSmallIntegerField(_("考核次序"))
    attempt = models.PositiveSmallIntegerField(_("第几轮"), default=1)
    due_on = models.DateField(_("考核日期"))
    kept = models.PositiveSmallIntegerField(_("最多留下几队"), default=0)
    floor = models.PositiveSmallIntegerField(_("最低分"))
    held_from = models.PositiveSmallIntegerField(_("暂缓分"))
    hold_backs_allowed = models.PositiveSmallIntegerField(_("可暂缓次数"), default=1)
    do_ties_wait = models.BooleanField(_("同分暂缓"), default=False)
    reports_wanted = models.PositiveSmallIntegerField(_("最少意见数"), default=3)
    proposal = models.JSONField(_("拟定结果"), default=list)
    state = models.CharField(
        _("状态"), max_length=10, choices=GateState.choices, default=GateState.OPEN
    )
    proposed_by_id = models.BigIntegerField(null=True)
    proposed_by_name = models.CharField(max_length=200, blank=True)
    proposed_at = models.DateTimeField(_("拟订时间"), null=True)
    closed_by_id = models.BigIntegerField(null=True)
    closed_by_name = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(_("考核时间"), null=True)

    class Meta:
        ordering = ["item", "number"]
        verbose_name = _("阶段考核")
        constraints = [
            models.UniqueConstraint(fields=["item", "number", "attempt"], name="gate_number_once"),
            models.CheckConstraint(
                condition=Q(held_from__lte=F("floor")) & Q(floor__lte=100),
                name="gate_points_in_order",
            ),
            models.CheckConstraint(
                name="gate_closed_by_two",
                condition=~Q(state=GateState.CLOSED)
                | (Q(closed_at__isnull=False) & different_persons("proposed_by", "closed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} #{self.number}"


class LaneScore(Act):
    """One person's score (0–100) of one lane at one gate."""

    gate = models.ForeignKey(Gate, models.PROTECT, related_name="scores")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="lane_scores")
    score = models.PositiveSmallIntegerField(_("得分"))
    comment = models.TextField(_("意见"))

    class Meta:
        ordering = ["gate", "contract", "pk"]
        verbose_name = _("赛道评分")
        constraints = [
            *once_per_person("gate", "contract", name="lane_score_once"),
            models.CheckConstraint(condition=Q(score__lte=100), name="lane_score_at_most_100"),
        ]

    def __str__(self) -> str:
        return f"{self.contract.number} {self.score}"


class LaneRuling(Act):
    """What one gate means for one lane; ``letter`` holds what the letter to the team says."""

    gate = models.ForeignKey(Gate, models.PROTECT, related_name="rulings")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="rulings")
    outcome = models.CharField(_("结果"), max_length=12, choices=LaneOutcome.choices)
    reason = models.TextField(_("理由"))
    reason_en = models.TextField()
    letter = models.JSONField(_("通知书内容"))

    class Meta:
        ordering = ["gate", "contract"]
        verbose_name = _("考核结果")
        constraints = [
            models.UniqueConstraint(fields=["gate", "contract"], name="lane_ruled_once_per_gate")
        ]

    def __str__(self) -> str:
        return f"{self.contract.number} {self.get_outcome_display()}"
