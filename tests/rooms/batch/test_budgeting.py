"""What a policy would cost beside a line of the budget, from the ledger's own figures."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kechuang.batch.budgeting import Cost, LineEffect, cost_of, lines_for, usual_line
from kechuang.batch.forecasting import forecast_of
from kechuang.packs.selectors import pack_of
from kechuang.policies.models import PolicyDocument
from tests.journeys.small_region import BUYER, SYSTEM, Region
from tests.rooms.ledger.town import small_treasury

pytestmark = pytest.mark.django_db
PACK = BUYER[0]


def cost() -> Cost:
    pack = pack_of(PolicyDocument.objects.get(pack_id=PACK).pack_digest)
    return cost_of(forecast_of(SYSTEM, pack))


def test_three_sums_stay_apart_and_taxes_are_no_spending(region: Region) -> None:
    found = cost()
    tax = PolicyDocument.objects.get(pack_id="rd-super-deduction").pack_digest

    assert 0 < found.certain_fen <= found.ceiling_fen
    assert found.possible_fen > 0
    assert cost_of(forecast_of(SYSTEM, pack_of(tax))) == Cost(0, 0, 0)


def test_what_is_short_counts_from_what_is_free(region: Region) -> None:
    town = small_treasury(code="line")
    line = lines_for(SYSTEM)[0]
    free = LineEffect(line, Cost(0, 0, 0)).free_fen

    effect = LineEffect(line, Cost(free - 5, free + 7, 11))

    assert town
    assert effect.budget_fen - effect.promised_fen - effect.held_fen == free > 5
    assert (effect.surely_short_fen, effect.short_fen, effect.left_fen) == (0, 7, 0)
    assert effect.more_if_all_fen == 11
    assert LineEffect(line, Cost(0, free - 4, 9)).more_if_all_fen == 5


def test_no_line_is_usual_before_one_bore_the_policy(region: Region) -> None:
    small_treasury(code="line")

    assert usual_line(lines_for(SYSTEM), PACK) is None


def test_the_page_compares_with_the_chosen_line(region: Region) -> None:
    small_treasury(code="line")
    line = lines_for(SYSTEM)[0]
    client, address = region.people["bureau"].client, reverse("batch:forecast", args=[PACK])

    unasked = client.get(address).content.decode()
    page = client.get(address, {"line": line.pk}).content.decode()

    assert "这份政策还没有用过哪笔预算" in unasked
    assert "安排到这一专项" in page
    assert page.count("<svg") > unasked.count("<svg")


def test_a_clerk_of_a_district_learns_of_no_line(region: Region) -> None:
    small_treasury(code="line")
    client = region.people["district_clerk"].client
    line = lines_for(SYSTEM)[0]

    page = client.get(reverse("batch:forecast", args=[PACK]), {"line": line.pk}).content.decode()

    assert 'id="budget"' not in page
    assert line.appropriation.doc_no not in page
