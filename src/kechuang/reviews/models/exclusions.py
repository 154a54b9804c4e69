"""Exclusions asked for in words that name nobody of the register for certain, and what became of
each."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kechuang.reviews.models.experts import Expert
from kechuang.reviews.models.submissions import Submission


class NamedExclusion(models.Model):
    """An expert by whom the applicant asks not to be judged, in the applicant's words."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="named_exclusions")
    name = models.CharField(_("姓名"), max_length=100, blank=True)
    unit = models.CharField(_("单位"), max_length=200, blank=True)
    reason = models.CharField(_("理由"), max_length=300, blank=True)

    class Meta:
        ordering = ["submission", "pk"]
        verbose_name = _("回避请求")

    def __str__(self) -> str:
        return " · ".join(filter(None, (self.name, self.unit)))


class ExclusionRuling(models.Model):
    """Whom the officer found to be meant; ``expert`` None: nobody of the register."""

    named = models.OneToOneField(NamedExclusion, models.PROTECT, related_name="ruling")
    expert = models.ForeignKey(Expert, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("理由"), max_length=300)
    ruled_by_id = models.BigIntegerField(null=True)
    ruled_by_name = models.CharField(_("核定人"), max_length=200)
    ruled_at = models.DateTimeField(_("时间"))

    class Meta:
        ordering = ["named", "pk"]
        verbose_name = _("回避请求核定")

    def __str__(self) -> str:
        return f"{self.named} → {self.expert_id or '—'}"
