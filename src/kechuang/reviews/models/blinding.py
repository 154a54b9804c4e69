"""Blind copies and what in them may still tell."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kechuang.reviews.models.submissions import SubmissionFile
from kechuang.reviews.states import LeakState


class BlindCopy(models.Model):
    """A copy of one original without identity; the highest ``revision`` is the one in use.

    ``report`` is what the blinding found (channels, replacements, losses), for the officer.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    original = models.ForeignKey(SubmissionFile, models.PROTECT, related_name="copies")
    revision = models.PositiveSmallIntegerField(_("版次"))
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    report = models.JSONField(_("处理记录"))
    made_at = models.DateTimeField(_("制作时间"))

    class Meta:
        ordering = ["original", "-revision"]
        constraints = [
            models.UniqueConstraint(fields=["original", "revision"], name="reviews_revision_once")
        ]

    def __str__(self) -> str:
        return f"{self.original} r{self.revision}"


class LeakFinding(models.Model):
    """Something left in a copy that may tell who wrote it; ``kind`` is one of ``blinding.LEAKS``.

    An officer settles it, with a reason.
    """

    copy = models.ForeignKey(BlindCopy, models.PROTECT, related_name="leaks")
    kind = models.CharField(_("种类"), max_length=20)
    place = models.CharField(_("位置"), max_length=300)
    place_en = models.CharField(_("位置（英文）"), max_length=300)
    excerpt = models.TextField(_("原文"))
    state = models.CharField(_("状态"), max_length=10, choices=LeakState.choices)
    reason = models.CharField(_("处理理由"), max_length=300, blank=True)
    settled_by_name = models.CharField(_("处理人"), max_length=200, blank=True)
    settled_at = models.DateTimeField(_("处理时间"), null=True, blank=True)

    class Meta:
        ordering = ["copy", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.place}"
