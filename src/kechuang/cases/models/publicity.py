"""Publicity (公示) and the objections raised in it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kechuang.cases.models.cases import Case
from kechuang.cases.models.steps import StepTaken
from kechuang.files.models import StoredFile


class Publicity(models.Model):
    """A period of publicity, as long as the procedure's ``clock`` runs or stands still."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="publicities")
    step = models.OneToOneField(StepTaken, models.PROTECT, related_name="publicity")
    clock = models.CharField(_("时限"), max_length=60)
    days = models.PositiveSmallIntegerField(_("天数"), null=True)
    started_at = models.DateTimeField(_("开始时间"))
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = _("公示")
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="publicity_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case}"


class Objection(models.Model):
    """What somebody holds against the publicity, and the answer; ``step`` paused the clock.

    An objection to what is already under examination takes no step of its own.
    """

    publicity = models.ForeignKey(Publicity, models.PROTECT, related_name="objections")
    text = models.TextField(_("异议"))
    evidence = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="objections")
    lodged_at = models.DateTimeField(_("提出时间"))
    by_id = models.BigIntegerField(_("提出人账号"))
    step = models.ForeignKey(StepTaken, models.PROTECT, null=True, related_name="objections")
    is_upheld = models.BooleanField(_("成立"), null=True)
    answer = models.TextField(_("答复"), blank=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    answered_by_id = models.BigIntegerField(_("答复账号"), null=True)

    class Meta:
        ordering = ["lodged_at", "pk"]
        verbose_name = _("异议")
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(is_upheld__isnull=True, answered_at__isnull=True, answer="")
                    | (Q(is_upheld__isnull=False, answered_at__isnull=False) & ~Q(answer=""))
                ),
                name="objection_answered_wholly",
            )
        ]

    def __str__(self) -> str:
        return f"{self.publicity} {self.lodged_at:%Y-%m-%d}"
