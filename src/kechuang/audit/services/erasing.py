"""Erasing by law what a person may have erased, with the chain left valid."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from kechuang.audit.models import Erasure, Event, Payload, Signatory
from kechuang.audit.retention import kept_under
from kechuang.audit.selectors import Erasable
from kechuang.audit.selectors.erasures import erased_by_law
from kechuang.audit.selectors.proving import is_intact
from kechuang.audit.services.recording import record
from kechuang.audit.states import ERASE, Algorithm, Basis
from kechuang.base.actors import Actor
from kechuang.base.errors import InvalidInput, Text, WrongState
from kechuang.engines.seal import link_hash

NOT_ERASED = Text("内容未删除", "Nothing was erased")


@dataclass(frozen=True)
class Grounds:
    """Why something is erased by law, and the account that asked for it."""

    basis: Basis
    reason: str
    requested_by: int


@transaction.atomic
def erase_payloads(
    *, by: Actor, at: datetime, target: models.Model, what: Erasable, grounds: Grounds
) -> Event:
    """Erase payloads and names about ``target``; their hashes stay, so the chain stays valid.

    Who may approve an erasure is the calling command's affair; that it is not the one who asked,
    that no law keeps any of it and that none of it was tampered with is checked here.
    """
    _refuse_same_person(by, grounds)
    events, older = list(what.payloads), _older_events(what.names)
    signed = Event.objects.filter(signatory__in=what.names)
    _refuse_kept([*events, *signed], at)
    _refuse_tampered([*events, *older])
    told = _told(what, older, grounds)
    erasing = record(by=by, at=at, command=ERASE, target=target, payload=told)
    _wipe_freed_space()
    Erasure.objects.bulk_create(
        [Erasure(event=event, erased_by=erasing) for event in events]
        + [Erasure(name_leaf=name.leaf, erased_by=erasing) for name in what.names]
    )
    Payload.objects.filter(event__in=events).delete()
    Signatory.objects.filter(leaf__in=[name.leaf for name in what.names]).delete()
    return erasing


def _told(what: Erasable, older: Collection[Event], grounds: Grounds) -> dict[str, Any]:
    return {
        "basis": str(grounds.basis),
        "reason": grounds.reason,
        "requested_by": grounds.requested_by,
        "payloads": [event.sequence for event in what.payloads],
        "names": [name.leaf for name in what.names],
        "seals": {str(event.sequence): _nameless_seal(event) for event in older},
    }


def _older_events(names: Collection[Signatory]) -> list[Event]:
    """Events whose hash cannot be recomputed without the name that goes."""
    signed = Event.objects.filter(signatory__in=names, algorithm=Algorithm.NAME_IN_HEAD)
    return list(signed.order_by("sequence"))


def _nameless_seal(event: Event) -> str:
    return link_hash(
        sequence=event.sequence,
        previous=event.previous,
        head=event.nameless_head(),
        leaf=event.leaf,
    )


def _wipe_freed_space() -> None:
    """SQLite shall overwrite what it deletes; PostgreSQL does so when it vacuums."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def _refuse_same_person(by: Actor, grounds: Grounds) -> None:
    if by.account_id == grounds.requested_by:
        raise InvalidInput(
            NOT_ERASED,
            Text("申请人不能批准自己的申请", "nobody approves what they asked for themselves"),
            Text("请由另一位管理员批准", "Ask another administrator to approve it"),
        )


def _refuse_kept(events: Collection[Event], at: datetime) -> None:
    on = timezone.localdate(at)
    for event in events:
        if retention := kept_under(event, on=on):
            raise WrongState(
                NOT_ERASED,
                Text(
                    f"第 {event.sequence} 号记录依法留存：{retention.basis.zh}",
                    f"record {event.sequence} is kept by law: {retention.basis.en}",
                ),
                Text("保存期满后再申请", "Ask again when the period has ended"),
            )


def _refuse_tampered(events: Collection[Event]) -> None:
    """An erasure must not cover up a change that somebody made before."""
    erased = erased_by_law()
    broken = next((event for event in events if not is_intact(event, erased)), None)
    if broken is not None:
        raise WrongState(
            NOT_ERASED,
            Text(
                f"第 {broken.sequence} 号记录与其校验值不符",
                f"record {broken.sequence} differs from its hash",
            ),
            Text("请先核验审计链并查明原因", "Verify the chain and find out why first"),
        )
