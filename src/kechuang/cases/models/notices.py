"""What the clocks of cases brought to people's notice."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.cases.models.cases import Case
from kechuang.cases.states import NoticeKind
from kechuang.engines.wording import Text


class CaseNotice(models.Model):
    """A reminder, an escalation, or a clock that needs help; each is given once.

    ``at`` is when the clock brought it, ``days_left`` the working days before the end.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="notices")
    kind = models.CharField(_("种类"), max_length=12, choices=NoticeKind.choices)
    clock = models.CharField(_("时限"), max_length=60)
    at = models.DateTimeField(_("时间"))
    days_left = models.PositiveSmallIntegerField(_("剩余工作日"), default=0)
    roles = models.JSONField(_("告知"), default=list)
    why = models.TextField(_("原因"), blank=True)
    why_en = models.TextField(blank=True)
    noted_at = models.DateTimeField(_("记录时间"))

    class Meta:
        ordering = ["case", "at", "pk"]
        verbose_name = _("时限通知")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "clock", "at", "days_left"], name="notice_given_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.kind} {self.clock}"

    @property
    def shown_why(self) -> str:
        """The reason in the reader's language."""
        return Text(self.why, self.why_en).said_in(get_language() or "zh-hans")
