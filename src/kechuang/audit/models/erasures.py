"""What was erased by law."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kechuang.audit.models.chain import Event
from kechuang.audit.states import Basis


class Erasure(models.Model):
    """What was erased by law, a payload or a name; the event ``erased_by`` says who and why."""

    event = models.OneToOneField(Event, models.PROTECT, null=True, related_name="erasure")
    name_leaf = models.CharField(max_length=64, null=True, unique=True)
    erased_by = models.ForeignKey(Event, models.PROTECT, related_name="erasures")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(event__isnull=True) ^ Q(name_leaf__isnull=True),
                name="audit_erasure_of_one_thing",
            )
        ]

    @property
    def basis(self) -> str:
        """The ground of 个人信息保护法 art. 47, in words."""
        return str(Basis(self.erased_by.payload["basis"]).label)

    def __str__(self) -> str:
        return f"{self.event_id or self.name_leaf} ← {self.erased_by_id}"
