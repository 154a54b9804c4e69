"""Final acceptance: the panel's opinion, the demander's, and the evaluation afterwards."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kechuang.programmes.models.execution.acts import Act
from kechuang.programmes.models.execution.contracts import Contract
from kechuang.programmes.states_of_execution import Grade


class PanelOpinion(Act):
    """What the acceptance panel found; of several the last counts."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="panel_opinions")
    grade = models.CharField(_("结论"), max_length=10, choices=Grade.choices)
    text = models.TextField(_("验收意见"))
    held_on = models.DateField(_("验收日期"))

    class Meta:
        ordering = ["contract", "pk"]
        verbose_name = _("专家组意见")

    def __str__(self) -> str:
        return f"{self.contract.number} {self.get_grade_display()}"


class PanelSeat(models.Model):
    """One member of an acceptance panel, with the score (0–100) given; ``unit`` as of that day.

    ``expert`` None: entered by name, before panels were taken from the register.
    """

    opinion = models.ForeignKey(PanelOpinion, models.PROTECT, related_name="seats")
    expert = models.ForeignKey(
        "reviews.Expert", models.PROTECT, null=True, related_name="panel_seats"
    )
    name = models.CharField(_("专家"), max_length=100)
    unit = models.CharField(_("单位"), max_length=200)
    score = models.PositiveSmallIntegerField(_("得分"))
    is_head = models.BooleanField(_("组长"), default=False)

    class Meta:
        ordering = ["opinion", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["opinion", "name", "unit"], name="panel_seat_once"),
            models.UniqueConstraint(
                fields=["opinion", "expert"],
                condition=Q(expert__isnull=False),
                name="panel_expert_once",
            ),
            models.CheckConstraint(condition=Q(score__lte=100), name="panel_score_at_most_100"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.score}"


class DemanderOpinion(Act):
    """Whether the demander confirms that its need is met; of several the last counts."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="demander_opinions")
    accepts = models.BooleanField(_("确认指标达成"))
    text = models.TextField(_("意见"))

    class Meta:
        ordering = ["contract", "pk"]
        verbose_name = _("需求方意见")

    def __str__(self) -> str:
        return f"{self.contract.number} {self.accepts}"


class PerformanceEvaluation(Act):
    """What became of the project some months after its closing (绩效评价)."""

    contract = models.OneToOneField(Contract, models.PROTECT, related_name="evaluation")
    grade = models.CharField(_("等次"), max_length=10, choices=Grade.choices)
    score = models.PositiveSmallIntegerField(_("得分"))
    findings = models.TextField(_("评价意见"))
    evaluated_on = models.DateField(_("评价日期"))

    class Meta:
        ordering = ["-evaluated_on"]
        verbose_name = _("绩效评价")
        constraints = [
            models.CheckConstraint(condition=Q(score__lte=100), name="evaluation_score_at_most_100")
        ]

    def __str__(self) -> str:
        return f"{self.contract.number} {self.get_grade_display()}"
