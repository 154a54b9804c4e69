"""What is judged, who stands behind it, and whom they would rather not be judged by."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kechuang.reviews.models.experts import Expert
from kechuang.reviews.models.rounds import ReviewRound


class Submission(models.Model):
    """``reference`` names the record of a higher room, e.g. ``case:<uuid>``.

    ``label`` is random and the only thing a reviewer ever reads of it. ``account_digest`` and
    ``address`` "" mean that nobody has said. ``home_codes``: whose experts do not come from
    elsewhere (None: those of ``region_code``). ``key`` is its public id.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="submissions")
    label = models.CharField(_("代号"), max_length=12)
    reference = models.CharField(_("对应记录"), max_length=100)
    title = models.CharField(_("名称"), max_length=300)
    region_code = models.CharField(_("申请方所在地"), max_length=6)
    home_codes = models.JSONField(_("不算异地的地区"), null=True)
    account_digest = models.CharField(max_length=64, blank=True)
    address = models.CharField(_("地址"), max_length=300, blank=True)
    submitted_at = models.DateTimeField(_("提交时间"))

    class Meta:
        ordering = ["round", "label"]
        verbose_name = _("送审材料")
        constraints = [
            models.UniqueConstraint(fields=["round", "label"], name="reviews_label_once"),
            models.UniqueConstraint(fields=["round", "reference"], name="reviews_reference_once"),
        ]

    def __str__(self) -> str:
        return self.label


class SubmissionParty(models.Model):
    """An applicant; ``role`` in the words of the procedure (牵头单位, 参与单位 …)."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="applicants")
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="+")
    role = models.CharField(_("角色"), max_length=60)

    class Meta:
        ordering = ["submission", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "party"], name="reviews_applicant_once")
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.party_id}"


class SubmissionPerson(models.Model):
    """One of the people of the submission; ``identity_digest`` "" where it is unknown."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="people")
    name = models.CharField(_("姓名"), max_length=100)
    role = models.CharField(_("分工"), max_length=60, blank=True)
    phone = models.CharField(_("电话"), max_length=30, blank=True)
    email = models.CharField(_("邮箱"), max_length=200, blank=True)
    identity_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["submission", "pk"]

    def __str__(self) -> str:
        return self.name


class SubmissionFile(models.Model):
    """An original, sealed: reviewers only ever get a blind copy of it."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="originals")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("序号"))

    class Meta:
        ordering = ["submission", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "number"], name="reviews_original_numbered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.submission} {self.number}"


class KnownAlias(models.Model):
    """A further name to be replaced in the copies; ``kind`` is one of ``blinding.KINDS``."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="aliases")
    kind = models.CharField(_("种类"), max_length=16)
    forms = models.JSONField(_("写法"))

    class Meta:
        ordering = ["submission", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Exclusion(models.Model):
    """An expert the applicant asks not to be judged by (国家自然科学基金条例 2024 第20条)."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="exclusions")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="+")
    reason = models.CharField(_("理由"), max_length=300, blank=True)

    class Meta:
        ordering = ["submission", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "expert"], name="reviews_exclusion_once")
        ]

    def __str__(self) -> str:
        return f"{self.submission} ≠ {self.expert_id}"
