"""Publishing an item: its number, its days, and the round in which its bids will run."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import localtime

from kechuang.audit.services import record
from kechuang.base.actors import Actor, system_actor
from kechuang.base.errors import Text, invalid, wrong_state
from kechuang.base.registry.numbers import open_series, take_numbers
from kechuang.cases.models import Case, Round
from kechuang.cases.selectors import procedure_of, settled_options
from kechuang.cases.services import open_round
from kechuang.engines.flow import Effect, local_day
from kechuang.programmes.access import refuse_interest
from kechuang.programmes.models import ItemSeries, ListedItem, Need
from kechuang.programmes.refusals import NOT_PUBLISHED
from kechuang.programmes.selectors.contents import handed_in
from kechuang.programmes.selectors.items import bidding_deadline

PREFIX = "JB"
PUBLISHER = system_actor("programmes")


def publish_item(case: Case, effect: Effect, by: Actor, at: datetime) -> None:
    """Performs ``publish_list``: the need becomes an item that the whole country may answer."""
    refuse_interest(by, case, Text("公布榜单", "publish the item"))
    need = Need.objects.select_related("programme__bid_version").get(case=case)
    opens_on = _opening_day(case, at)
    closes_on = _closing_day(case)
    series = open_series(ItemSeries, prefix=PREFIX, year=localtime(at).year)
    (number,) = take_numbers(series, 1)
    item = ListedItem.objects.create(
        number=number,
        need=need,
        bids_round=_bids_round(need, number, at),
        bids_open_on=opens_on,
        announced_close_on=closes_on,
        published_at=at,
        published_by_id=by.account_id,
    )
    payload = {
        "number": number,
        "case": case.number,
        "bids_open_on": opens_on.isoformat(),
        "bids_close_on": closes_on.isoformat(),
    }
    record(by=by, at=at, command="publish_item", target=item, payload=payload)


def _bids_round(need: Need, number: str, at: datetime) -> Round:
    """Under the bid procedure of the programme, with the options that both procedures have."""
    version = need.programme.bid_version
    settled = settled_options(need.programme.items_round)
    shared = procedure_of(version).options.keys() & settled.keys()
    return open_round(
        by=PUBLISHER,
        at=at,
        code=number.lower(),
        title=f"{number} 揭榜",
        title_en=f"Bids for {number}",
        version=version,
        options={name: settled[name] for name in sorted(shared)},
    )


def _opening_day(case: Case, at: datetime) -> date:
    opens_on = handed_in(case).get("bids_open_on")
    if not isinstance(opens_on, date) or opens_on < local_day(at):
        raise invalid(
            NOT_PUBLISHED,
            f"开始受理日期 {opens_on} 早于公布之日",
            f"bidding would open on {opens_on}, before the item is published",
            Text("请填写今天或以后的日期", "Name today or a later day"),
        )
    return opens_on


def _closing_day(case: Case) -> date:
    deadline = bidding_deadline(case)
    if deadline is None or deadline.on is None:
        why = deadline.unknown if deadline and deadline.unknown else _UNKNOWN
        mend = Text("请先载入该年的节假日安排", "Load the notice of that year's holidays first")
        raise wrong_state(NOT_PUBLISHED, why.zh, why.en, mend)
    return deadline.on


_UNKNOWN = Text("截止日期算不出来", "the last day for bids cannot be told")
