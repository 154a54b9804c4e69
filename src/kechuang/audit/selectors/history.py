"""What happened to a record, and where the chain stands."""

from __future__ import annotations

from django.db import models

from kechuang.audit.models import ChainHead, Event
from kechuang.engines.seal import GENESIS


def history_of(target: models.Model) -> models.QuerySet[Event]:
    """All events about one record, newest first."""
    return Event.objects.filter(
        target_kind=target._meta.label_lower, target_id=str(target.pk)
    ).order_by("-sequence")


def event_of(target: models.Model, command: str) -> Event | None:
    """The latest event of ``command`` about one record."""
    return history_of(target).filter(command=command).first()


def chain_head() -> ChainHead:
    """The last sequence and hash; zero and the genesis value before the first event."""
    return ChainHead.objects.filter(id=1).first() or ChainHead(sequence=0, own_hash=GENESIS)
