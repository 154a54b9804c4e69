"""The published list: what everybody may read of an item, and until when it takes bids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from kechuang.cases.models import Case, StepTaken
from kechuang.cases.selectors import procedure_of, terms_of
from kechuang.engines.flow import (
    Deadline,
    deadlines,
    end_of,
    expire,
    local_day,
    situation_from_data,
)
from kechuang.engines.wording import Text
from kechuang.programmes.models import ListedItem
from kechuang.programmes.selectors.contents import Target, handed_in, need_content
from kechuang.programmes.selectors.naming import named_demander
from kechuang.programmes.states import (
    BEFORE_CLOSING,
    BIDDING,
    BIDDING_CLOCK,
    CLOSE_BIDDING,
    PUBLISHED,
)


@dataclass(frozen=True)
class PublicItem:
    """An item as the whole country reads it; amounts in fen, days of Asia/Shanghai."""

    number: str
    programme: str
    topic: str
    list_class: Text
    demander: Text
    targets: tuple[Target, ...]
    years: int | None
    budget_fen: int | None
    state: Text
    is_open: bool
    published_at: datetime
    bids_open_on: date
    bids_close_on: date | None


def listed_items() -> QuerySet[ListedItem]:
    """Every item that was published, the latest first."""
    return ListedItem.objects.select_related(
        "need__case__round__version", "need__case__party", "need__programme", "bids_round__version"
    )


def item_of(number: str) -> ListedItem:
    """One published item; raises ``ListedItem.DoesNotExist``."""
    return listed_items().get(number=number)


def public_items(items: QuerySet[ListedItem] | None = None) -> Iterator[PublicItem]:
    """The list, or the ``items`` of it, for the page and for printing."""
    asked = listed_items() if items is None else items
    rows = list(asked.prefetch_related("need__case__round__extensions"))
    closed = _closings(rows)
    return (_shown(item, closed) for item in rows)


def public_item(item: ListedItem) -> PublicItem:
    """One item as everybody may read it."""
    return _shown(item, _closings([item]))


def _shown(item: ListedItem, closed: Mapping[int, datetime]) -> PublicItem:
    case, procedure = item.case, procedure_of(item.case.round.version)
    content = need_content(handed_in(case))
    classes = procedure.fields["list_class"].choices
    return PublicItem(
        number=item.number,
        programme=item.need.programme.title,
        topic=content.topic,
        list_class=classes.get(content.list_class, Text("", "")),
        demander=named_demander(item),
        targets=content.targets,
        years=content.years,
        budget_fen=content.budget_fen,
        state=procedure.states[case.state].wording.public,
        is_open=case.state == BIDDING,
        published_at=item.published_at,
        bids_open_on=item.bids_open_on,
        bids_close_on=_last_day(item, closed),
    )


def feed() -> dict[str, Any]:
    """The list for machines: JSON-able, public fields only, both languages where there are two."""
    return {"items": [_as_json(item) for item in public_items()]}


def closes_on(item: ListedItem) -> date | None:
    """The last day for bids by the item's own clock, with every extension of its round; once
    bidding is closed, the day on which it was."""
    return _last_day(item, _closings([item]))


def _last_day(item: ListedItem, closed: Mapping[int, datetime]) -> date | None:
    if item.case.state in BEFORE_CLOSING:
        deadline = bidding_deadline(item.case)
        return deadline.on if deadline else None
    return local_day(closed[item.case.pk]) if item.case.pk in closed else None


def _closings(items: Sequence[ListedItem]) -> dict[int, datetime]:
    """When bidding was closed, by case; the step counts at the instant of the deadline."""
    cases = [item.case.pk for item in items if item.case.state not in BEFORE_CLOSING]
    steps = StepTaken.objects.filter(case__in=cases, event=CLOSE_BIDDING)
    return dict(steps.values_list("case", "at"))


def bidding_deadline(case: Case) -> Deadline | None:
    """When bidding ends; for an item that is not open yet, as if it were opened on its day."""
    terms = terms_of(case.round)
    situation = situation_from_data(case.situation, terms.procedure)
    if case.state == PUBLISHED:
        opens_on = situation.values["bids_open_on"]
        if not isinstance(opens_on, date):
            raise TypeError("bids_open_on")
        opened = expire(terms, situation, at=max(end_of(opens_on), situation.latest_at))
        situation = opened.taken[-1].situation if opened.taken else situation
    found = {one.clock: one for one in deadlines(terms, situation)}
    return found.get(BIDDING_CLOCK)


def _as_json(item: PublicItem) -> dict[str, Any]:
    return {
        "number": item.number,
        "programme": item.programme,
        "topic": item.topic,
        "list_class": item.list_class._asdict(),
        "demander": item.demander._asdict(),
        "targets": [_target(target) for target in item.targets],
        "years": item.years,
        "budget_fen": item.budget_fen,
        "state": item.state._asdict(),
        "is_open": item.is_open,
        "published_at": item.published_at.isoformat(),
        "bids_open_on": item.bids_open_on.isoformat(),
        "bids_close_on": item.bids_close_on.isoformat() if item.bids_close_on else None,
    }


def _target(target: Target) -> dict[str, str]:
    return {
        "indicator": target.indicator,
        "present": target.present,
        "wanted": target.wanted,
        "proof": target.proof,
    }
