"""Runs and their parts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

SWEEP = "region_sweep"


class RunState(models.TextChoices):
    PREPARED = "prepared", _("已准备")
    COMPLETED = "completed", _("已完成")


class Run(models.Model):
    """One computation over frozen inputs; the same inputs on the same day are the same run."""

    kind = models.CharField(_("类型"), max_length=40)
    on = models.DateField(_("计算基准日"))
    state = models.CharField(max_length=20, choices=RunState.choices, default=RunState.PREPARED)
    inputs = models.ForeignKey("files.StoredFile", models.PROTECT)
    inputs_digest = models.CharField(_("输入摘要"), max_length=64)
    result_digest = models.CharField(_("结果摘要"), max_length=64, blank=True)
    counts = models.JSONField(_("数量"), default=dict)
    started_by = models.CharField(_("发起人"), max_length=200)
    started_at = models.DateTimeField(_("开始时间"))
    completed_at = models.DateTimeField(_("完成时间"), null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "on", "inputs_digest"], name="run_once_per_inputs"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on} #{self.pk}"


class Part(models.Model):
    """A slice of a run, computed and kept in one transaction; a kept part is never redone."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=40)
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    result_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["run", "kind", "first"]
        constraints = [models.UniqueConstraint(fields=["run", "kind", "first"], name="part_once")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.kind} {self.first}-{self.last}"
