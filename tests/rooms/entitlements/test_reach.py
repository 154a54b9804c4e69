"""Whom a clause reaches and what it costs, checked against the answers one by one."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.entitlements.evidence import unpack_evidence
from kechuang.entitlements.models import Entitlement
from kechuang.entitlements.selectors import (
    Reach,
    facts_to_collect,
    met_by_district,
    reach_by_clause,
    reach_of,
)
from tests.journeys.charts import figures_of
from tests.journeys.small_region import BUYER, REGISTRANT, SYSTEM, Region

names = st.sampled_from(["revenue", "employees", "rd_expense"])
missing_facts = st.fixed_dictionaries({"name": names, "period": st.sampled_from(["2024", "2025"])})


def counted_by_hand(pack_id: str, clause_id: str) -> Reach:
    """The reach, added up from the whole answers and not from the columns beside them."""
    kept = Entitlement.objects.filter(pack_id=pack_id, clause_id=clause_id)
    answers = [unpack_evidence(bytes(row.evidence)) for row in kept]
    verdicts = Counter(answer["verdict"] for answer in answers)
    amounts = [a["amount"] for a in answers if a["verdict"] == "met" and a["amount"]]
    return Reach(
        met=verdicts["met"],
        possible=verdicts["possible"],
        unknown=verdicts["unknown"],
        not_met=verdicts["not_met"],
        near_misses=sum(answer["is_near_miss"] for answer in answers),
        certain_fen=sum(a["low_fen"] for a in amounts if a["kind"] == "exact"),
        ceiling_fen=sum(a["high_fen"] or 0 for a in amounts),
    )


@pytest.mark.django_db
def test_counts_and_costs_are_those_of_the_answers(region: Region) -> None:
    reach = reach_by_clause(SYSTEM)

    assert {BUYER, REGISTRANT} <= set(reach)
    for (pack_id, clause_id), found in reach.items():
        one = Entitlement.objects.filter(pack_id=pack_id, clause_id=clause_id)
        assert found == reach_of(one) == counted_by_hand(pack_id, clause_id)


@pytest.mark.django_db
def test_the_buyer_clause_by_hand(region: Region) -> None:
    reach = reach_by_clause(SYSTEM)[BUYER]

    paid = (
        12_345_679 + 20_000_000
    )  # a tenth of 1,234,567.89; a tenth of 3,000,000 capped at 200,000
    assert reach == Reach(2, 0, 1, 1, 1, certain_fen=paid, ceiling_fen=paid)


@pytest.mark.django_db
def test_the_board_shows_these_numbers(region: Region) -> None:
    page = region.people["bureau"].client.get("/entitlements/")

    shown = {
        (board.clause.document.pack_id, board.clause.clause_id): board.reach
        for board in page.context["boards"]
        if board.reach
    }
    assert shown == reach_by_clause(SYSTEM)
    assert "32.35万元" in page.content.decode()


@pytest.mark.django_db
def test_chart_marks_lead_to_the_parties_counted(region: Region) -> None:
    client = region.people["bureau"].client
    page = client.get("/entitlements/{}/{}/".format(*BUYER)).content.decode()

    (links, rows), *_lacked = figures_of(page)

    answers = Entitlement.objects.filter(pack_id=BUYER[0], clause_id=BUYER[1])
    assert [count for _, count in rows] == list(met_by_district(answers).values())
    listed = [client.get(link).context["table"].paginator.count for link in links]
    assert sorted(listed) == sorted(count for _, count in rows) == [1, 1]


@pytest.mark.django_db
def test_a_near_miss_is_told_what_it_lacks(region: Region) -> None:
    bureau = region.people["bureau"].client
    context = bureau.get(f"/entitlements/party/{region.near.pk}/").context
    reached = bureau.get("/entitlements/{}/{}/?is_near_miss=true".format(*BUYER))

    near = {card.answer.clause_id: card.answer for card in context["board"].near}
    assert near["buyer"].gaps[0]["short_by"] == {
        "zh": "还差0.1万元",
        "en": near["buyer"].gaps[0]["short_by"]["en"],
    }
    assert [row.record.party for row in reached.context["table"].rows] == [region.near]


@pytest.mark.django_db
def test_a_party_without_facts_is_unknown_and_told_what_to_collect(region: Region) -> None:
    context = region.people["bureau"].client.get(f"/entitlements/party/{region.blank.pk}/").context

    board, wanted = context["board"], context["wanted"]
    assert board.met == board.possible == board.near == []
    counts = [count for _, count in wanted]
    assert counts == sorted(counts, reverse=True)
    assert {"tech_purchase_paid", "tech_sale_paid"} <= {fact["name"] for fact, _ in wanted}


@given(st.lists(st.lists(missing_facts, max_size=4), max_size=8))
def test_facts_to_collect_are_ranked_by_how_many_answers_lack_them(
    missing: list[list[dict[str, str]]],
) -> None:
    ranked = facts_to_collect(missing)

    lacking = Counter((fact["name"], fact["period"]) for facts in missing for fact in facts)
    found = [((fact["name"], fact["period"]), count) for fact, count in ranked]
    assert dict(found) == lacking
    assert found == sorted(found, key=lambda item: (-item[1], item[0]))
