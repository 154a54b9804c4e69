"""Writing to the chain."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.db import models, transaction

from kechuang.audit.models import ChainHead, Event
from kechuang.base.actors import Actor
from kechuang.base.errors import NotAllowed, Text
from kechuang.engines.seal import GENESIS, link_hash, payload_leaf

Target = models.Model | type[models.Model]
MANY = "*"


def record(
    *, by: Actor, at: datetime, command: str, target: Target, payload: dict[str, Any]
) -> Event:
    """Append one event for ``command``; must run inside the command's own transaction.

    ``target`` is the record the command is about, or a model class where it is about many.

    Raises ``TransactionManagementError`` outside a transaction and ``NotAllowed`` without an actor.
    """
    _require_transaction()
    if not by.is_known:
        raise NotAllowed(Text(f"未登录者不能执行 {command}", f"Nobody may {command} anonymously"))
    head = _locked_head()
    event = _next_event(head, by, at, command, target, payload)
    event.save(force_insert=True)
    head.sequence, head.own_hash = event.sequence, event.own_hash
    head.save(update_fields=["sequence", "own_hash"])
    return event


def _require_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("audit events belong inside a transaction")


def _locked_head() -> ChainHead:
    start = {"sequence": 0, "own_hash": GENESIS}
    head, _ = ChainHead.objects.select_for_update().get_or_create(id=1, defaults=start)
    return head


def _next_event(
    head: ChainHead,
    by: Actor,
    at: datetime,
    command: str,
    target: Target,
    payload: dict[str, Any],
) -> Event:
    event = Event(
        sequence=head.sequence + 1,
        previous=head.own_hash,
        at=at,
        actor_id=by.account_id,
        actor_name=by.name,
        is_system=by.is_system,
        command=command,
        target_kind=target._meta.label_lower,
        target_id=MANY if isinstance(target, type) else str(target.pk),
        payload=payload,
        salt=secrets.token_hex(16),
    )
    event.leaf = payload_leaf(event.salt, payload)
    event.own_hash = link_hash(
        sequence=event.sequence, previous=event.previous, head=event.head(), leaf=event.leaf
    )
    return event
