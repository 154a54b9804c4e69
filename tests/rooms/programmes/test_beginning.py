"""Cases of challenges begin with their need, bid or contract, never from the list of rounds."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kechuang.base.errors import WrongState
from kechuang.cases.models import Case, Round
from kechuang.cases.services import begin_own_case
from kechuang.programmes.models import ListedItem
from tests.rooms.cases.scene import at
from tests.rooms.programmes.scene import Scene

pytestmark = pytest.mark.django_db


def rounds_of(item: ListedItem) -> list[tuple[Round, str]]:
    """Each round of the programme with the address at which its cases begin."""
    return [
        (item.case.round, f"{reverse('programmes:pose')}?round={item.case.round.code}"),
        (item.bids_round, reverse("programmes:begin_bid", args=[item.number])),
    ]


def test_a_need_and_a_bid_are_begun_at_their_own_pages(town: Scene, item: ListedItem) -> None:
    for of_round, place in rounds_of(item):
        before = Case.objects.count()
        begin = reverse("cases:begin", args=[of_round.code])

        listed = town.demander.client.get(reverse("cases:rounds")).content.decode()
        opened = town.demander.client.get(begin).content.decode()
        refused = town.demander.client.post(begin, {"title": "绕开的需求"})

        assert f'href="{place}"' in listed
        assert f'href="{place}"' in opened
        assert 'name="title"' not in opened
        assert refused.status_code == 409
        assert "须从它自己的页面开始" in refused.content.decode()
        assert Case.objects.count() == before


def test_the_command_refuses_too(town: Scene, item: ListedItem) -> None:
    for of_round, _place in rounds_of(item):
        with pytest.raises(WrongState, match="须从它自己的页面开始"):
            begin_own_case(
                by=town.officer, at=at("2026-03-02T09:00"), round=of_round, title="绕开的需求"
            )
