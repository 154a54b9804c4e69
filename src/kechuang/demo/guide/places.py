"""Where the challenges of the demo stand: addresses of their cases, reviews and projects."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

from kechuang.cases.models import Case
from kechuang.demo.challenges.stories import story
from kechuang.programmes.models import Bid, ItemReview, ListedItem, Need
from kechuang.programmes.models.execution import Contract

WORKSPACE = "workspace"


def need_page(name: str, page: str) -> str:
    """The need of a story, on the page of the room or as a case."""
    number = _need(name).case.number
    return _first((page, number), ("cases:case", number))


def item_page(name: str, page: str) -> str:
    """The listed item of a story."""
    item = _item(name)
    return _first((page, item.number), ("cases:case", item.case.number))


def bid_page(name: str, unit: str, page: str) -> str:
    """The bid of a unit for the item of a story."""
    number = Bid.objects.get(item=_item(name), party__credit_code=unit).case.number
    return _first((page, number), ("cases:case", number))


def review_page(name: str) -> str:
    """The review of a story, as its officer sees it."""
    review = ItemReview.objects.get(item=_item(name)).round
    return reverse("reviews:round", args=[review.code])


def project_page(name: str, page: str) -> str:
    """The project of a story; of a race its first lane."""
    row = _contract(name)
    return _first((page, row.number), _grant(row))


def race_page(name: str) -> str:
    """The race of a story with its gates."""
    row = _contract(name)
    return _first(("programmes:race", row.item_id), _grant(row))


def _contract(name: str) -> Contract:
    rows = Contract.objects.in_play().filter(item__reference=_item(name).number)
    return rows.select_related("grant").order_by("lane")[0]


def _grant(row: Contract) -> tuple[str, str]:
    return "ledger:grant", row.grant.number if row.grant else ""


def _need(name: str) -> Need:
    case = Case.objects.get(title=story(name).title, parent__isnull=True)
    return Need.objects.select_related("case").get(case=case)


def _item(name: str) -> ListedItem:
    return ListedItem.objects.get(need=_need(name))


def _first(*places: tuple[str, str | int]) -> str:
    """The first of ``places`` that the platform has."""
    for page, record in places:
        try:
            return reverse(page, args=[record])
        except NoReverseMatch:
            continue
    return reverse(WORKSPACE)
