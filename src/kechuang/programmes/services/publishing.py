"""Publishing a list: several items on one day, all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid
from kechuang.cases.services import take_step
from kechuang.programmes.models import ListedItem, Need, ProgrammeRound
from kechuang.programmes.refusals import NOT_PUBLISHED

PUBLISH = "publish"


@transaction.atomic
def publish_together(
    *,
    by: Actor,
    at: datetime,
    programme: ProgrammeRound,
    needs: Sequence[Need],
    bids_open_on: date,
) -> tuple[ListedItem, ...]:
    """Take the step ``publish`` for every one of ``needs``, which are the programme's.

    One that is refused takes the others back. Raises as ``take_step`` does.
    """
    _refuse_strange(programme, needs)
    for need in needs:
        values = {"bids_open_on": bids_open_on}
        take_step(by=by, at=at, case=need.case, event=PUBLISH, values=values)
    items = tuple(ListedItem.objects.filter(need__in=needs).order_by("number"))
    payload = {
        "items": [item.number for item in items],
        "bids_open_on": bids_open_on.isoformat(),
    }
    record(by=by, at=at, command="publish_together", target=programme, payload=payload)
    return items


def _refuse_strange(programme: ProgrammeRound, needs: Sequence[Need]) -> None:
    if not needs or any(need.programme_id != programme.pk for need in needs):
        raise invalid(
            NOT_PUBLISHED,
            "没有选定本计划的待公布项目",
            "no item of the programme that waits to be published is chosen",
            Text("请勾选要公布的项目", "Tick the items to be published"),
        )
