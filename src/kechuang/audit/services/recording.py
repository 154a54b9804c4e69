"""Appending events."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

from kechuang.audit.models import ChainHead, Event, Payload, Signatory
from kechuang.audit.retention import retention_of
from kechuang.audit.sealing import SEALED, seals_of
from kechuang.base.actors import Actor
from kechuang.base.errors import NotAllowed, Text
from kechuang.base.inserting import insert
from kechuang.engines.seal import GENESIS, link_hash, payload_leaf

Target = models.Model | type[models.Model]
MANY = "*"
SYSTEM = -1
# Plain SQL, for each is asked once per command and costs the third of an event otherwise
KNOWN_NAME = """
SELECT leaf FROM audit_signatory
WHERE name = %s AND is_kept = %s AND COALESCE(account_id, -1) = %s
"""
MOVED_HEAD = "UPDATE audit_chainhead SET sequence = %s, own_hash = %s WHERE id = 1"


def record(
    *,
    by: Actor,
    at: datetime,
    command: str,
    target: Target,
    payload: dict[str, Any],
    sealed: Iterable[models.Model] = (),
) -> Event:
    """Append one event for ``command``; must run inside the command's own transaction.

    ``target`` is the record the command is about, or a model class where it is about many.
    ``sealed`` are the records as the command leaves them; the event tells a digest of each.

    Raises ``TransactionManagementError`` outside a transaction and ``NotAllowed`` without an actor.
    """
    _require_transaction()
    if not by.is_known:
        raise NotAllowed(Text(f"未登录者不能执行 {command}", f"Nobody may {command} anonymously"))
    head = _locked_head()
    said = Payload(payload=payload, salt=_new_salt())
    if seals := seals_of(sealed, said.salt):
        said.payload = payload | {SEALED: seals}
    event = _next_event(head, by, at, command, target, payload_leaf(said.salt, said.payload))
    insert([event])
    said.event = event
    insert([said])
    with connection.cursor() as cursor:
        cursor.execute(MOVED_HEAD, [event.sequence, event.own_hash])
    return event


def _require_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("audit events belong inside a transaction")


def _locked_head() -> ChainHead:
    start = {"sequence": 0, "own_hash": GENESIS}
    head, _ = ChainHead.objects.select_for_update().get_or_create(id=1, defaults=start)
    return head


def _next_event(
    head: ChainHead, by: Actor, at: datetime, command: str, target: Target, leaf: str
) -> Event:
    kind = target._meta.label_lower
    event = Event(
        sequence=head.sequence + 1,
        previous=head.own_hash,
        at=at,
        actor_id=by.account_id,
        signatory_id=_signatory(by, is_kept=retention_of(command, kind) is not None),
        is_system=by.is_system,
        command=command,
        target_kind=kind,
        target_id=MANY if isinstance(target, type) else str(target.pk),
        leaf=leaf,
    )
    event.own_hash = link_hash(
        sequence=event.sequence, previous=event.previous, head=event.head(), leaf=leaf
    )
    return event


def _signatory(by: Actor, *, is_kept: bool) -> str:
    """The leaf of the actor's name; called while the head is locked, so written once."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN_NAME, [by.name, is_kept, SYSTEM if by.is_system else by.account_id])
        known = cursor.fetchone()
    return str(known[0]) if known else _new_signatory(by, is_kept=is_kept)


def _new_signatory(by: Actor, *, is_kept: bool) -> str:
    signatory = Signatory(account_id=by.account_id, name=by.name, is_kept=is_kept, salt=_new_salt())
    signatory.leaf = payload_leaf(signatory.salt, signatory.content())
    insert([signatory])
    return signatory.leaf


def _new_salt() -> str:
    return secrets.token_hex(16)
