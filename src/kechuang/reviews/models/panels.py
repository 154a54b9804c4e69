"""The sealed pools, who sits on which panel, and who did not come."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kechuang.reviews.models.experts import Expert
from kechuang.reviews.models.rounds import ReviewRound
from kechuang.reviews.models.submissions import Submission
from kechuang.reviews.states import AssignmentState, Obstacle


class PoolMember(models.Model):
    """An expert in the pool of a round; ``token`` stands for them in every published record.

    ``load`` counts the panels they sit on and is changed by conditional updates only.
    """

    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="members")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="memberships")
    token = models.CharField(_("代号"), max_length=16)
    load = models.PositiveSmallIntegerField(_("评审量"), default=0)
    load_limit = models.PositiveSmallIntegerField(_("上限"))

    class Meta:
        ordering = ["round", "token"]
        constraints = [
            models.UniqueConstraint(fields=["round", "expert"], name="reviews_member_once"),
            models.UniqueConstraint(fields=["round", "token"], name="reviews_token_once"),
            models.CheckConstraint(
                condition=Q(load__lte=F("load_limit")), name="reviews_load_within_limit"
            ),
        ]

    def __str__(self) -> str:
        return self.token


class SealedPool(models.Model):
    """Who may be drawn for a submission, in tokens; sealed before the draw with a commitment."""

    submission = models.OneToOneField(
        Submission, models.PROTECT, primary_key=True, related_name="pool"
    )
    content = models.JSONField(_("封存内容"))
    digest = models.CharField(_("名单摘要"), max_length=64)
    commitment = models.CharField(_("承诺值"), max_length=64)
    sealed_at = models.DateTimeField(_("封存时间"))

    def __str__(self) -> str:
        return self.digest[:12]


class Assignment(models.Model):
    """One reviewer on the panel of one submission; ``key`` is its public id."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="assignments")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="assignments")
    member = models.ForeignKey(PoolMember, models.PROTECT, related_name="assignments")
    state = models.CharField(_("状态"), max_length=10, choices=AssignmentState.choices)
    assigned_at = models.DateTimeField(_("分派时间"))
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    reason = models.CharField(_("原因"), max_length=300, blank=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        ordering = ["submission", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "expert"], name="reviews_seat_once")
        ]

    def __str__(self) -> str:
        return f"{self.submission} ← {self.member}"


class Absence(models.Model):
    """One whom the lot named and who does not come; in order, so that the draw can be repeated."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="absences")
    member = models.ForeignKey(PoolMember, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("序号"))
    cause = models.CharField(_("原因"), max_length=10, choices=Obstacle.choices)
    at = models.DateTimeField(_("时间"))

    class Meta:
        ordering = ["submission", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "number"], name="reviews_absence_numbered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.submission} − {self.member}"
