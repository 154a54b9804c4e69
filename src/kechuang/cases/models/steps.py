"""Steps that were taken; never changed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kechuang.cases.models.cases import Case


class StepTaken(models.Model):
    """One step, or one approval of a step that waits for more (``waiting_for``).

    ``at`` is when it counts, ``recorded_at`` when it was written: the end of a clock is recorded
    a moment later. ``persons`` are account ids as text, none for the end of a clock. ``facts``
    and ``values`` are all that was known of the case in that moment, so that the decision can be
    explained and judged again years later.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    position = models.PositiveIntegerField(_("序号"))
    event = models.CharField(_("步骤"), max_length=60)
    origin = models.CharField(_("原状态"), max_length=60)
    target = models.CharField(_("新状态"), max_length=60)
    at = models.DateTimeField(_("时间"))
    recorded_at = models.DateTimeField(_("记录时间"))
    persons = models.JSONField(_("办理人"), default=list)
    roles = models.JSONField(_("角色"), default=list)
    reason = models.TextField(_("理由"), blank=True)
    form = models.CharField(_("表单"), max_length=60, blank=True)
    facts = models.JSONField(_("依据的事实"), default=dict)
    values = models.JSONField(_("依据的填报内容"), default=dict)
    effects = models.JSONField(_("后续动作"), default=list)
    waiting_for = models.PositiveSmallIntegerField(_("尚待审批人数"), default=0)
    by_id = models.BigIntegerField(_("账号"), null=True)

    class Meta:
        ordering = ["case", "position"]
        verbose_name = _("办理步骤")
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="step_position_once")
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.position} {self.event}"
