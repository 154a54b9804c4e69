"""Items of the list as everybody reads them: what is asked, the ceiling, and the time left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from kechuang.cases.calendar import work_calendar
from kechuang.cases.models import Case
from kechuang.cases.presenting.clocks import Remaining, remaining
from kechuang.engines.flow import Deadline
from kechuang.programmes.models import ListedItem
from kechuang.programmes.presenting.public.money import Money, money_of
from kechuang.programmes.selectors.contents import handed_in, need_content
from kechuang.programmes.selectors.items import (
    PublicItem,
    bidding_deadline,
    public_item,
    public_items,
)
from kechuang.programmes.states import AWARDED, BEFORE_CLOSING, BIDDING, FAILED, PUBLISHED


@dataclass(frozen=True, slots=True)
class ShownItem:
    """``left`` is the time left to bid, from the publication to the closing."""

    item: ListedItem
    public: PublicItem
    list_class: str
    money: Money | None
    left: Remaining | None
    takes_bids: bool

    @property
    def is_coming(self) -> bool:
        return self.item.case.state == PUBLISHED

    @property
    def tone(self) -> str:
        """The tone of the badge of its state."""
        if self.takes_bids:
            return "good"
        state = self.item.case.state
        return "neutral" if state in FAILED or state in AWARDED else "info"


def item_page(case: Case) -> str:
    """The address of a listed item's page; empty before the need of ``case`` is on the list."""
    item = ListedItem.objects.filter(need__case=case).first()
    return reverse("programmes:item", args=[item.number]) if item else ""


def shown_items(items: QuerySet[ListedItem], at: datetime) -> list[ShownItem]:
    """``items`` of the list at ``at``, by the same few queries however many there are."""
    rows = {one.number: one for one in items.prefetch_related("need__case__round__extensions")}
    return [_shown(rows[one.number], one, at) for one in public_items(items)]


def shown_item(item: ListedItem, at: datetime) -> ShownItem:
    return _shown(item, public_item(item), at)


def _shown(item: ListedItem, public: PublicItem, at: datetime) -> ShownItem:
    ends = bidding_deadline(item.case) if item.case.state in BEFORE_CLOSING else None
    return ShownItem(
        item,
        public,
        need_content(handed_in(item.case)).list_class,
        money_of(item, public.budget_fen),
        remaining(ends, work_calendar(), at) if ends else None,
        _takes_bids(item, ends, at),
    )


def _takes_bids(item: ListedItem, ends: Deadline | None, at: datetime) -> bool:
    """Open by its state, and its clock has not run out: the step that closes it follows later."""
    return item.case.state == BIDDING and ends is not None and not ends.has_passed(at)
