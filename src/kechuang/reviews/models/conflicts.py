"""Conflicts found or entered: append-only, so that none ever goes away."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kechuang.engines.wording import Text
from kechuang.reviews.models.experts import Expert
from kechuang.reviews.models.rounds import ReviewRound
from kechuang.reviews.models.submissions import Submission
from kechuang.reviews.states import ConflictOrigin


class ConflictRecord(models.Model):
    """Why an expert must not judge a submission; the database refuses such an assignment.

    ``is_certain`` False: a fact is missing. ``is_barring``: certain, or the round excludes the
    unknown. ``entered_by_name`` "" where a rule found it.
    """

    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="conflicts")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="conflicts")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="conflicts")
    rule = models.CharField(_("规则"), max_length=40)
    reason = models.CharField(_("原因"), max_length=400)
    reason_en = models.CharField(_("原因（英文）"), max_length=600)
    source = models.CharField(_("来源"), max_length=200, blank=True)
    is_certain = models.BooleanField(_("已确定"))
    is_barring = models.BooleanField(_("不得评审"))
    origin = models.CharField(_("由谁发现"), max_length=10, choices=ConflictOrigin.choices)
    entered_by_id = models.BigIntegerField(null=True)
    entered_by_name = models.CharField(_("登记人"), max_length=200, blank=True)
    found_at = models.DateTimeField(_("时间"))

    class Meta:
        ordering = ["submission", "expert", "rule", "pk"]
        indexes = [models.Index(fields=["submission", "expert", "is_barring"])]

    def __str__(self) -> str:
        return f"{self.submission} × {self.expert_id}: {self.rule}"

    @property
    def why(self) -> Text:
        return Text(self.reason, self.reason_en)
