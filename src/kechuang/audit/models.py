"""The chain of events and its head."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """One command: who did what to which record, when, and what changed.

    Rows are never updated nor deleted: triggers refuse it on SQLite and PostgreSQL.
    """

    sequence = models.BigIntegerField(_("序号"), primary_key=True)
    at = models.DateTimeField(_("时间"), db_index=True)
    actor_id = models.BigIntegerField(_("账号"), null=True)
    actor_name = models.CharField(_("操作人"), max_length=200)
    is_system = models.BooleanField(_("系统操作"), default=False)
    command = models.CharField(_("操作"), max_length=80, db_index=True)
    target_kind = models.CharField(_("对象类型"), max_length=80)
    target_id = models.CharField(_("对象编号"), max_length=80)
    payload = models.JSONField(_("内容"), default=dict)
    salt = models.CharField(max_length=32)
    leaf = models.CharField(max_length=64)
    algorithm = models.CharField(max_length=16, default="sha256")
    previous = models.CharField(max_length=64)
    own_hash = models.CharField(_("校验值"), max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        indexes = [models.Index(fields=["target_kind", "target_id", "sequence"])]

    def __str__(self) -> str:
        return f"{self.sequence} {self.command}"

    def head(self) -> dict[str, Any]:
        """The openly hashed part: every field that gives the event meaning but the payload."""
        return {
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor_id": self.actor_id,
            "actor_name": self.actor_name,
            "is_system": self.is_system,
            "command": self.command,
            "target_kind": self.target_kind,
            "target_id": self.target_id,
            "algorithm": self.algorithm,
        }


class ChainHead(models.Model):
    """The last event; its single row is locked by each command that appends."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField(default=0)
    own_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="audit_single_head")]

    def __str__(self) -> str:
        return f"{self.sequence} {self.own_hash}"
