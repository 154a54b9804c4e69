"""Who did what to lists, by name."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from kechuang.accounts.models import User
from kechuang.offers.models import OfferList, Reminder

STEPS = ("frozen", "funded", "issued")


def signers_of(offer_list: OfferList) -> dict[str, str]:
    """The name of whoever took each step of the list so far."""
    ids = {step: getattr(offer_list, f"{step}_by_id") for step in STEPS}
    people = User.objects.in_bulk([pk for pk in ids.values() if pk is not None])
    return {
        step: str(people[pk]) if pk in people else getattr(offer_list, f"{step}_by_name")
        for step, pk in ids.items()
    }


def acts_of(account_id: int) -> Iterator[str]:
    """What the person froze, funded, told and reminded, as text."""
    mine = Q()
    for step in STEPS:
        mine |= Q(**{f"{step}_by_id": account_id})
    yield from (str(each) for each in OfferList.objects.filter(mine))
    reminded = Reminder.objects.filter(by_id=account_id).select_related("party")
    yield from (str(each) for each in reminded)
