"""Experts invited to judge a stage, and the sheets that each of them hands in."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kechuang.programmes.models.execution.contracts import Contract
from kechuang.programmes.models.execution.gates import Gate
from kechuang.programmes.models.execution.milestones import MilestoneReport
from kechuang.programmes.states_of_execution import LONGEST_REASON, InvitationState


class StageInvitation(models.Model):
    """One expert asked to judge the lanes at a gate, or one report of a milestone; ``key`` is its
    public id. It is answered once: scored, declined, or lapsed when the stage was closed."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    expert = models.ForeignKey(
        "reviews.Expert", models.PROTECT, related_name="stage_invitations", verbose_name=_("专家")
    )
    gate = models.ForeignKey(Gate, models.PROTECT, null=True, related_name="invitations")
    report = models.ForeignKey(
        MilestoneReport, models.PROTECT, null=True, related_name="invitations"
    )
    state = models.CharField(
        _("状态"), max_length=10, choices=InvitationState.choices, default=InvitationState.INVITED
    )
    reason = models.CharField(_("理由"), max_length=LONGEST_REASON, blank=True)
    invited_by_id = models.BigIntegerField(null=True)
    invited_by_name = models.CharField(max_length=200, blank=True)
    invited_at = models.DateTimeField(_("邀请时间"))
    answered_at = models.DateTimeField(_("答复时间"), null=True)

    class Meta:
        ordering = ["-invited_at", "-pk"]
        verbose_name = _("阶段评分邀请")
        constraints = [
            models.UniqueConstraint(fields=["gate", "expert"], name="invited_once_to_a_gate"),
            models.UniqueConstraint(fields=["report", "expert"], name="invited_once_to_a_report"),
            models.CheckConstraint(
                condition=Q(gate__isnull=False, report__isnull=True)
                | Q(gate__isnull=True, report__isnull=False),
                name="invited_to_one_stage",
            ),
            models.CheckConstraint(
                condition=Q(state=InvitationState.INVITED, answered_at__isnull=True)
                | (~Q(state=InvitationState.INVITED) & Q(answered_at__isnull=False)),
                name="invitation_answered_with_its_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)


class StageSheet(models.Model):
    """Marks (0–100) by criterion for one lane, with an opinion; sealed until the stage is opened.

    ``digest`` covers the content with the secret ``salt``; the audit event carries it alone.
    ``score`` is the weighted mean of the marks, rounded to whole points.
    """

    invitation = models.ForeignKey(StageInvitation, models.PROTECT, related_name="sheets")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="stage_sheets")
    marks = models.JSONField(_("评分"))
    opinion = models.TextField(_("意见"))
    score = models.PositiveSmallIntegerField(_("得分"))
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    submitted_at = models.DateTimeField(_("提交时间"))

    class Meta:
        ordering = ["invitation", "pk"]
        verbose_name = _("阶段评分表")
        constraints = [
            models.UniqueConstraint(fields=["invitation", "contract"], name="sheet_once_per_lane"),
            models.CheckConstraint(condition=Q(score__lte=100), name="sheet_score_at_most_100"),
        ]

    def __str__(self) -> str:
        return f"{self.invitation} {self.contract.number}"

    def content(self) -> dict[str, object]:
        """What the digest is made of."""
        return {"contract": self.contract.number, "marks": self.marks, "opinion": self.opinion,
                "score": self.score, "salt": self.salt}  # fmt: skip
