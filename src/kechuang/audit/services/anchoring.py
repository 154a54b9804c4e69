"""Publishing the head of the chain, so that others can keep it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from kechuang.audit.access import can_publish_anchors
from kechuang.audit.inclusion import merkle_root
from kechuang.audit.models import Anchor, ChainHead, Event
from kechuang.audit.occasions import occasions
from kechuang.audit.selectors import newest_anchor
from kechuang.audit.selectors.anchors import hashes_between
from kechuang.audit.services.recording import record
from kechuang.audit.states import PUBLISH, Channel
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, WrongState, require

NOT_PUBLISHED = Text("校验值未公布", "The head was not published")


@transaction.atomic
def publish_anchor(*, by: Actor, at: datetime, on: date) -> Anchor:
    """Publish the head of the chain on the public page.

    On a day on which nothing happened since, the anchor that is published already stands.
    Raises ``WrongState`` before the first event.
    """
    require(can_publish_anchors(by), Text("公布校验值", "publish the head of the chain"))
    head = ChainHead.objects.select_for_update().filter(id=1).first()
    if head is None:
        raise _nothing_to_publish()
    newest = newest_anchor()
    if newest and newest.on == on and newest.pk == head.sequence:
        return newest
    return _published(by, at, on, head)


@transaction.atomic
def publish_due_anchor(*, by: Actor, at: datetime, on: date) -> Anchor | None:
    """Publish the head when none was on the day ``on``, or since a command that asks for it
    (``occasions``); None when nothing is due. However many clocks ask at once, one publishes."""
    require(can_publish_anchors(by), Text("公布校验值", "publish the head of the chain"))
    if not _is_due(on):
        return None
    head = ChainHead.objects.select_for_update().filter(id=1).first()
    return _published(by, at, on, head) if head and _is_due(on) else None


def _is_due(on: date) -> bool:
    newest = newest_anchor()
    if newest is None or newest.on < on:
        return Event.objects.exists()
    since = Event.objects.filter(sequence__gt=newest.sequence, command__in=occasions())
    return since.exists()


def _published(by: Actor, at: datetime, on: date, head: ChainHead) -> Anchor:
    anchor = Anchor(
        on=on,
        sequence=head.sequence,
        own_hash=head.own_hash,
        root=merkle_root(hashes_between(newest_anchor(), head.sequence)),
        published_at=at,
        channel=Channel.PUBLIC_PAGE,
    )
    anchor.event = record(by=by, at=at, command=PUBLISH, target=Anchor, payload=_told(anchor))
    anchor.save(force_insert=True)
    return anchor


def _told(anchor: Anchor) -> dict[str, str | int]:
    return {
        "on": anchor.on.isoformat(),
        "sequence": anchor.sequence,
        "own_hash": anchor.own_hash,
        "root": anchor.root,
        "channel": str(anchor.channel),
    }


def _nothing_to_publish() -> WrongState:
    return WrongState(
        NOT_PUBLISHED,
        Text("审计链还没有事件", "the chain has no event yet"),
        Text("有业务之后再公布", "Publish it once something has happened"),
    )
