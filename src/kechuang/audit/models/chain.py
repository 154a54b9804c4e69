"""The chain of events: what each said, who signed it, and the head that commands lock."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kechuang.audit.states import Algorithm

if TYPE_CHECKING:
    from kechuang.audit.models.erasures import Erasure


class Signatory(models.Model):
    """The name under which an account acted; events carry its salted ``leaf``, not the name.

    Erasing one row erases the name from every event it signed. ``is_kept`` parts the name under
    what a law keeps from the same name elsewhere. ``account_id`` None is the system.
    """

    leaf = models.CharField(max_length=64, primary_key=True)
    account_id = models.BigIntegerField(_("账号"), null=True)
    name = models.CharField(_("操作人"), max_length=200)
    is_kept = models.BooleanField(_("依法留存"), default=False)
    salt = models.CharField(max_length=32)

    class Meta:
        ordering = ["leaf"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "account_id", "is_kept"], name="audit_signatory_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def content(self) -> dict[str, Any]:
        """What the leaf is made of."""
        return {"account_id": self.account_id, "name": self.name, "is_kept": self.is_kept}


class Events(models.Manager["Event"]):
    """Events with their payload and the name of their actor, in one query."""

    def get_queryset(self) -> models.QuerySet[Event]:
        return super().get_queryset().select_related("kept", "signatory")


class Event(models.Model):
    """One command: who did what to which record, and when.

    Rows are never updated nor deleted: triggers refuse it on SQLite and PostgreSQL. What the
    command said is in ``Payload``, the actor's name in ``Signatory``; both may be erased by law,
    for only their salted leaves are hashed into the chain.
    """

    sequence = models.BigIntegerField(_("序号"), primary_key=True)
    at = models.DateTimeField(_("时间"), db_index=True)
    actor_id = models.BigIntegerField(_("账号"), null=True)
    signatory = models.ForeignKey(
        Signatory, models.DO_NOTHING, db_constraint=False, null=True, verbose_name=_("操作人")
    )
    is_system = models.BooleanField(_("系统操作"), default=False)
    command = models.CharField(_("操作"), max_length=80, db_index=True)
    target_kind = models.CharField(_("对象类型"), max_length=80)
    target_id = models.CharField(_("对象编号"), max_length=80)
    leaf = models.CharField(max_length=64)
    algorithm = models.CharField(max_length=16, default=Algorithm.NAME_IN_LEAF)
    previous = models.CharField(max_length=64)
    own_hash = models.CharField(_("校验值"), max_length=64, unique=True)

    objects = Events()

    class Meta:
        ordering = ["sequence"]
        indexes = [models.Index(fields=["target_kind", "target_id", "sequence"])]

    def __str__(self) -> str:
        return f"{self.sequence} {self.command}"

    @property
    def payload(self) -> dict[str, Any]:
        """What the command said; empty once that was erased."""
        return self.kept.payload if hasattr(self, "kept") else {}

    @property
    def salt(self) -> str:
        """What was hashed with the payload; empty once that was erased."""
        return self.kept.salt if hasattr(self, "kept") else ""

    @property
    def signed_by(self) -> Signatory | None:
        """The actor's name, unless it was erased."""
        try:
            return self.signatory
        except Signatory.DoesNotExist:
            return None

    @property
    def actor_name(self) -> str:
        """The name the actor had; a number once that was erased."""
        signed = self.signed_by
        return signed.name if signed else pseudonym(self.actor_id)

    @property
    def lawful_erasure(self) -> Erasure | None:
        """Who had the payload erased, when and why; None while it is there."""
        return None if hasattr(self, "kept") else getattr(self, "erasure", None)

    def head(self) -> dict[str, Any]:
        """The openly hashed part: every field that gives the event meaning but the payload."""
        if self.algorithm == Algorithm.NAME_IN_HEAD:
            return self._open_fields() | {"actor_name": self.actor_name}
        return self.nameless_head()

    def nameless_head(self) -> dict[str, Any]:
        """The head with the leaf of the name; an older event is sealed so when its name goes."""
        return self._open_fields() | {"signatory": self.signatory_id}

    def _open_fields(self) -> dict[str, Any]:
        return {
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor_id": self.actor_id,
            "is_system": self.is_system,
            "command": self.command,
            "target_kind": self.target_kind,
            "target_id": self.target_id,
            "algorithm": self.algorithm,
        }


class Payload(models.Model):
    """What one command said: its salted leaf is in the event, so that it can be erased by law.

    Rows are never updated; triggers refuse to delete one unless its ``Erasure`` is on record.
    """

    event = models.OneToOneField(Event, models.PROTECT, primary_key=True, related_name="kept")
    payload = models.JSONField(_("内容"))
    salt = models.CharField(max_length=32)

    def __str__(self) -> str:
        return str(self.event_id)


class ChainHead(models.Model):
    """The last event; its single row is locked by each command that appends."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField(default=0)
    own_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="audit_single_head")]

    def __str__(self) -> str:
        return f"{self.sequence} {self.own_hash}"


def pseudonym(account_id: int | None) -> str:
    """What stands where the name of an account was erased."""
    return gettext("已删除用户 #%(number)s") % {"number": account_id}
