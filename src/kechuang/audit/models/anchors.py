"""Heads of the chain that were published."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kechuang.audit.models.chain import Event
from kechuang.audit.states import Channel


class Anchor(models.Model):
    """A head of the chain as it was published on a day, told by the event that published it.

    ``root`` is the Merkle root (RFC 6962) of the hashes after the anchor before, up to this one.
    """

    event = models.OneToOneField(Event, models.PROTECT, primary_key=True, related_name="anchor")
    on = models.DateField(_("公布日期"))
    sequence = models.BigIntegerField(_("序号"))
    own_hash = models.CharField(_("校验值"), max_length=64)
    root = models.CharField(_("区间根值"), max_length=64)
    published_at = models.DateTimeField(_("公布时间"))
    channel = models.CharField(_("公布渠道"), max_length=20, choices=Channel.choices)

    class Meta:
        ordering = ["-sequence"]
        constraints = [
            models.UniqueConstraint(fields=["on", "sequence"], name="audit_anchor_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.sequence} {self.own_hash}"
