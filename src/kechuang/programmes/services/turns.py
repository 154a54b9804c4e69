"""Whose turn it is with a listed item: nobody may lock its row, which is append-only."""

from __future__ import annotations

from kechuang.base.turns import take_turn
from kechuang.programmes.models import ListedItem


def item_in_turn(pk: int) -> ListedItem:
    """The item once nobody else bids for it, opens its bids or draws up its contracts."""
    take_turn(f"listed item {pk}")
    return ListedItem.objects.get(pk=pk)
