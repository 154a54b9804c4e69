"""Where cases of challenges are begun: with a need, a bid or a contract, at their own pages."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from kechuang.cases.models import Round


def need_place(round: Round) -> str:  # noqa: A002 - the word of the field
    """A programme and the round of its items bear the same code."""
    return f"{reverse('programmes:pose')}?{urlencode({'round': round.code})}"


def bid_place(round: Round) -> str:  # noqa: A002 - the word of the field
    """The round of an item's bids is called by the item's number."""
    return reverse("programmes:begin_bid", args=[round.code.upper()])


def lane_place(round: Round) -> str:  # noqa: A002 - the word of the field
    """A lane begins when its contract is drafted."""
    return reverse("programmes:projects")
