"""When time last passed for all cases."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ClockRun(models.Model):
    """The last run of the clocks and what it brought; one row, written over by the next run.

    ``failed`` are the numbers of cases that could not be run; the next run tries them again.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    began_at = models.DateTimeField(_("开始时间"))
    cases = models.PositiveIntegerField(_("到期事项"), default=0)
    steps = models.PositiveIntegerField(_("已办步骤"), default=0)
    reminders = models.PositiveIntegerField(_("提醒"), default=0)
    escalations = models.PositiveIntegerField(_("督办"), default=0)
    stuck = models.PositiveIntegerField(_("到期未能办理"), default=0)
    failed = models.JSONField(_("未能运行的事项"), default=list)

    class Meta:
        verbose_name = _("时限运行")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="clock_run_one_row")]

    def __str__(self) -> str:
        return f"{self.began_at}"
