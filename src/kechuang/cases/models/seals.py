"""Seals: what was handed in, exactly as it stood, and when it was received."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.numbers import NumberSeries
from kechuang.cases.models.cases import Case
from kechuang.cases.models.steps import StepTaken


class SealSeries(NumberSeries):
    """The last number given to receipts of a year."""


class Seal(models.Model):
    """One handing-in: ``content`` is the canonical draft whose SHA-256 is ``digest``.

    ``key`` is made by the client; ``request_digest`` tells a repeated request from a reused key.
    The deadline is compared with ``received_at``, the server's own time.
    """

    number = models.CharField(_("回执编号"), max_length=20, unique=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="seals")
    step = models.OneToOneField(StepTaken, models.PROTECT, related_name="seal")
    key = models.UUIDField(_("请求编号"), unique=True)
    request_digest = models.CharField(max_length=64)
    digest = models.CharField(_("摘要"), max_length=64)
    content = models.JSONField(_("封存内容"))
    revision = models.PositiveIntegerField(_("草稿版次"))
    received_at = models.DateTimeField(_("收到时间"))
    sealed_at = models.DateTimeField(_("封存时间"))
    by_id = models.BigIntegerField(_("账号"), null=True)

    class Meta:
        ordering = ["-sealed_at", "-pk"]
        verbose_name = _("封存")
        constraints = [
            models.CheckConstraint(
                condition=Q(sealed_at__gte=F("received_at")), name="seal_after_receiving"
            )
        ]

    def __str__(self) -> str:
        return self.number
