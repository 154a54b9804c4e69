"""There is an offer in each stage, all of it done by the rooms' own commands and sound."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kechuang.base.invariants import every_invariant, examine
from kechuang.demo.accounts import PASSWORD
from kechuang.demo.city import City
from kechuang.demo.guide.recipients import offer_to, recipients
from kechuang.demo.offers import load_offers
from kechuang.demo.offers.loading import DECLINED, PAID, WAITING
from kechuang.entitlements.models import Entitlement
from kechuang.offers.models import Offer
from kechuang.offers.selectors.lists import placed
from kechuang.offers.selectors.standing import standings_of
from kechuang.offers.states import Stage
from kechuang.packs.selectors import current_packs
from kechuang.parties.models import Party
from kechuang.runs.selectors import latest_sweep
from tests.base.registry.cast import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def built(offered: City) -> City:
    return offered


def offer_of(username: str) -> Offer:
    found = offer_to(username)
    assert found is not None
    return found


def stages() -> dict[int, Stage]:
    return {row.offer.pk: row.stage for row in placed(list(Offer.objects.all()))}


@pytest.mark.parametrize(
    ("username", "stage"),
    [(PAID, Stage.PAID), (DECLINED, Stage.DECLINED), (WAITING, Stage.OFFERED)],
)
def test_each_log_in_finds_its_offer_in_its_stage(username: str, stage: Stage) -> None:
    assert stages()[offer_of(username).pk] == stage


def test_the_guide_leads_each_of_them_to_its_offer() -> None:
    led = {username: url for username, _, _, url in recipients()}

    assert set(led) == {PAID, DECLINED, WAITING}
    for username, url in led.items():
        client = Client()
        assert client.login(username=username, password=PASSWORD)
        assert client.get(url).status_code == 200


def test_those_who_kept_silent_are_in_publicity() -> None:
    assert Counter(stages().values())[Stage.PUBLICITY] >= 1


def test_a_second_start_changes_nothing() -> None:
    before = Offer.objects.count()

    load_offers()

    assert Offer.objects.count() == before


def test_everything_about_it_is_sound() -> None:
    broken = [examined for examined in map(examine, every_invariant()) if not examined.holds]

    assert [(each.invariant.name, each.findings) for each in broken] == []


def test_every_policy_of_the_city_has_an_open_round() -> None:
    own = [pack for pack in current_packs() if pack.region == "990100"]
    rounds = [one for pack in own for clause in pack.clauses for one in clause.seasons]

    assert len(own) == 3
    assert all(any(one.is_open(TODAY) for one in c.seasons) for pack in own for c in pack.clauses)
    assert all("示例" in one.name.zh and "示例" in one.article.zh for one in rounds)


def test_an_enterprise_begins_an_application_with_one_click() -> None:
    party = Party.objects.get(pk=offer_of(WAITING).party_id)
    standing = standings_of(party.pk, 2026)
    mine = Entitlement.objects.filter(party=party, run=latest_sweep())
    answer = next(one for one in mine if standing.may_apply(one, on=TODAY))
    client = Client()
    client.login(username=WAITING, password=PASSWORD)

    page = client.get(reverse("entitlements:party", args=[party.pk])).content.decode()

    assert reverse("offers:apply", args=[answer.pk]) in page
    assert (
        date(2026, 12, 31).isoformat()
        in client.get(reverse("entitlements:calendar", args=[party.pk])).content.decode()
    )
