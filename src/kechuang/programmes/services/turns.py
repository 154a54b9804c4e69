"""Whose turn it is with a listed item or a programme: nobody may lock an append-only row."""

from __future__ import annotations

from kechuang.base.turns import take_turn
from kechuang.programmes.models import ListedItem, ProgrammeRound


def item_in_turn(pk: int) -> ListedItem:
    """The item once nobody else bids for it, opens its bids or draws up its contracts."""
    take_turn(f"listed item {pk}")
    return ListedItem.objects.get(pk=pk)


def programme_in_turn(pk: int) -> ProgrammeRound:
    """The programme once nobody else grants out of the amount of its list."""
    take_turn(f"amount of programme {pk}")
    return ProgrammeRound.objects.get(pk=pk)
