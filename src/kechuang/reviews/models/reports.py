"""Reports, notes after the opening, and the unblinding of a reviewer."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kechuang.reviews.models.panels import Assignment
from kechuang.reviews.models.submissions import Submission
from kechuang.reviews.states import UnblindingState


class Report(models.Model):
    """Marks by criterion code and comments, as handed in and never changed.

    ``digest`` covers marks, comments and the secret ``salt``; the audit event carries it alone,
    so that nobody reads marks from the chain before the opening. ``key`` is its public id.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="report")
    marks = models.JSONField(_("评分"))
    comments = models.JSONField(_("分项意见"))
    opinion = models.TextField(_("总体意见"))
    is_late = models.BooleanField(_("逾期提交"))
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    submitted_at = models.DateTimeField(_("提交时间"))

    class Meta:
        ordering = ["assignment"]
        verbose_name = _("评审意见")

    def __str__(self) -> str:
        return str(self.key)

    def content(self) -> dict[str, object]:
        """What the digest is made of."""
        return {
            "marks": self.marks,
            "comments": self.comments,
            "opinion": self.opinion,
            "salt": self.salt,
        }


class ConsensusNote(models.Model):
    """What was said together after the opening; it stands beside the reports and changes none."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="notes")
    text = models.TextField(_("合议记录"))
    noted_by_id = models.BigIntegerField(null=True)
    noted_by_name = models.CharField(_("记录人"), max_length=200)
    noted_at = models.DateTimeField(_("时间"))

    class Meta:
        ordering = ["submission", "pk"]

    def __str__(self) -> str:
        return f"{self.submission} {self.noted_at}"


class Unblinding(models.Model):
    """Whose report it is: asked by one, approved by another, for a while, seen by the reviewer."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="unblindings")
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("申请时间"))
    reason = models.TextField(_("理由"))
    hours = models.PositiveSmallIntegerField(_("时长（小时）"))
    state = models.CharField(_("状态"), max_length=10, choices=UnblindingState.choices)
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("决定时间"), null=True)
    answer = models.TextField(_("答复"), blank=True)
    until = models.DateTimeField(_("有效至"), null=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("揭示评审人身份")
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="reviews_unblinding_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(state=UnblindingState.APPROVED)
                | Q(decided_by__isnull=False, until__isnull=False),
                name="reviews_unblinding_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.state}"

    def is_open(self, at: datetime) -> bool:
        """Whether the name may be read at this instant."""
        return self.until is not None and self.decided_at is not None and at < self.until
