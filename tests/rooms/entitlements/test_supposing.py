"""What-if on the page: numbers moved, both answers side by side, nothing kept."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from kechuang.audit.models import Event
from kechuang.engines.rulebook import SUPPOSED, Fact, Lever
from kechuang.entitlements.models import Entitlement
from kechuang.entitlements.supposing import Slider
from kechuang.parties.models import PartyFact
from tests.journeys.small_region import BUYER, Region

pytestmark = pytest.mark.django_db


def page_of(region: Region, **numbers: str):
    address = reverse("entitlements:what_if", args=[region.near.pk])
    return region.people["bureau"].client.get(address, numbers)


def test_a_moved_number_shows_both_answers_side_by_side(region: Region) -> None:
    page = page_of(region, **{"tech_purchase_paid.2025": "300"})

    changes = {c.clause_id: c for c in page.context["supposition"].changes}
    buyer = changes[BUYER[1]]
    assert (buyer.before["verdict"], buyer.after["verdict"]) == ("not_met", "met")
    assert buyer.before["amount"] is None
    assert buyer.after["amount"]["low_fen"] == 20_000_000
    assert page.context["supposition"].gained == 1
    assert "20万元" in page.content.decode()


def test_the_reasons_say_what_is_supposed(region: Region) -> None:
    page = page_of(region, **{"tech_purchase_paid.2025": "300"})

    assert SUPPOSED in page.content.decode()
    assert SUPPOSED not in page_of(region).content.decode()


def test_nothing_is_stored(region: Region) -> None:
    counts = [PartyFact.objects.count(), Entitlement.objects.count(), Event.objects.count()]

    page_of(region, **{"tech_purchase_paid.2025": "300"})

    assert counts == [
        PartyFact.objects.count(),
        Entitlement.objects.count(),
        Event.objects.count(),
    ]


def test_the_present_values_are_no_supposition(region: Region) -> None:
    sliders = page_of(region).context["form"].sliders

    page = page_of(region, **{slider.name: str(slider.value) for slider in sliders})

    assert sliders
    assert page.context["supposed"] == []
    assert page.context["supposition"] is None


def test_the_numbers_in_gaps_are_offered(region: Region) -> None:
    names = [slider.name for slider in page_of(region).context["form"].sliders]

    assert "tech_purchase_paid.2025" in names


def test_what_is_no_number_is_refused_and_explained(region: Region) -> None:
    page = page_of(region, **{"tech_purchase_paid.2025": "很多"})

    assert page.status_code == 422
    assert page.context["form"].errors
    assert page.context["supposition"] is None


def test_a_number_too_large_is_refused(region: Region) -> None:
    assert page_of(region, **{"tech_purchase_paid.2025": "1e30"}).status_code == 422


def test_numbers_that_are_not_offered_change_nothing(region: Region) -> None:
    page = page_of(region, **{"valuation.2025": "300"})

    assert page.context["supposed"] == []


@pytest.mark.parametrize(
    ("fact", "shown", "written", "stored"),
    [
        (Fact("rd_expense", 123_456_789, "2025"), "123.456789", "200", 200_000_000),
        (Fact("employees", 37, "2025"), "37", "40", 40),
        (Fact("loan_lpr", 345, "2025"), "3.45", "3.6", 360),
        (Fact("rd_expense", -5_000_000, "2025"), "-5", "-1", -1_000_000),
    ],
)
def test_numbers_are_typed_in_the_unit_people_use(
    fact: Fact, shown: str, written: str, stored: int
) -> None:
    slider = Slider(Lever(fact, ()))

    assert str(slider.value) == shown
    assert slider.supposed(Decimal(shown)) is None
    moved = slider.supposed(Decimal(written))
    assert moved
    assert moved.value == stored
    assert slider.least <= slider.value <= slider.most


def test_strangers_suppose_nothing(region: Region) -> None:
    address = reverse("entitlements:what_if", args=[region.mine.pk])

    assert Client().get(address).status_code == 403
    assert region.people["outsider"].client.get(address).status_code == 403
    assert region.people["enterprise"].client.get(address).status_code == 200
