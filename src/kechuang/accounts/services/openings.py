"""Opening one party's restricted records for a while (破窗查阅), closing them, noting looks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils import timezone

from kechuang.accounts.access import can_break_glass, can_close
from kechuang.accounts.models import BreakGlass
from kechuang.accounts.selectors import looks_into, open_now, user_of
from kechuang.accounts.states import LONGEST_HOURS, USUAL_HOURS
from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import InvalidInput, Text, WrongState, require, stated
from kechuang.base.turns import take_turn

NOT_OPENED = Text("受限信息未打开", "The restricted records were not opened")
NOT_CLOSED = Text("查阅未关闭", "The opening was not closed")
LOOK = "look_into_party"


@transaction.atomic
def open_restricted_records(
    *, by: Actor, at: datetime, party: models.Model, reason: str, hours: int = USUAL_HOURS
) -> BreakGlass:
    """Let ``by`` read the restricted records of ``party`` for some hours; the party sees it.

    Refuses an empty reason, more than 24 hours, and a second opening while one is open.
    """
    require(can_break_glass(by), Text("破窗查阅", "open restricted records"))
    reason = stated(NOT_OPENED, reason)
    _refuse_wrong_time(hours)
    take_turn(f"opening by {by.account_id}")
    _refuse_opened(open_now(by, at=at).filter(party_id=party.pk).first())
    opening = BreakGlass(
        party_id=party.pk,
        user=user_of(by),
        reason=reason,
        opened_at=at,
        until=at + timedelta(hours=hours),
    )
    opening.save()
    payload = {"party": party.pk, "reason": reason, "until": opening.until.isoformat()}
    record(by=by, at=at, command="open_restricted_records", target=opening, payload=payload)
    return opening


@transaction.atomic
def close_restricted_records(*, by: Actor, at: datetime, opening: BreakGlass) -> None:
    """Give the right back before its time."""
    require(can_close(by, opening), Text("关闭他人的查阅", "close somebody else's opening"))
    row = BreakGlass.objects.select_for_update().get(pk=opening.pk)
    if not row.is_open(at):
        raise WrongState(
            NOT_CLOSED,
            Text("它已经关闭或到期", "it is closed or has run out already"),
            Text("无需再办", "Nothing more is needed"),
        )
    row.closed_at = at
    row.save(update_fields=["closed_at"])
    payload = {"party": row.party_id}
    record(by=by, at=at, command="close_restricted_records", target=row, payload=payload)


@transaction.atomic
def note_looks(*, by: Actor, at: datetime, path: str, parties: Iterable[int]) -> None:
    """Record that a page was read by an opened right, once per page and opening."""
    for opening in open_now(by, at=at).filter(party_id__in=parties).select_for_update():
        if not looks_into(opening).filter(kept__payload__path=path).exists():
            payload = {"party": opening.party_id, "path": path}
            record(by=by, at=at, command=LOOK, target=opening, payload=payload)


def _refuse_wrong_time(hours: int) -> None:
    if not 1 <= hours <= LONGEST_HOURS:
        raise InvalidInput(
            NOT_OPENED,
            Text(
                f"时长 {hours} 小时不在 1 至 {LONGEST_HOURS} 之间",
                f"{hours} hours are not between 1 and {LONGEST_HOURS}",
            ),
            Text("请缩短时长，需要时再次打开", "Open it for less, and again if need be"),
        )


def _refuse_opened(opening: BreakGlass | None) -> None:
    if opening is not None:
        until = timezone.localtime(opening.until)
        raise WrongState(
            NOT_OPENED,
            Text(
                f"已经打开，有效至 {until:%Y-%m-%d %H:%M}",
                f"they are open already, until {until:%Y-%m-%d %H:%M}",
            ),
            Text("可以直接查阅", "Read them now"),
        )
