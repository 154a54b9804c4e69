"""A party's own page: gaps in words, and one line for all that waits to hear what the party is."""

from __future__ import annotations

from datetime import date

import pytest

from kechuang.engines.rulebook import Verdict, evaluate
from kechuang.entitlements.models import Entitlement
from kechuang.entitlements.presenting import PartyBoard
from kechuang.entitlements.selectors import clauses_within_reach
from kechuang.packs.catalogue import inherent_facts
from kechuang.parties.models import Party
from kechuang.parties.selectors import fact_sheet
from kechuang.parties.services import NewFact, state_facts
from kechuang.policies.selectors import packs_in_force
from tests.base.registry.cast import AT
from tests.journeys.small_region import ON, SYSTEM, Region

pytestmark = pytest.mark.django_db


def answer(verdict: str, *missing: str, is_near_miss: bool = False) -> Entitlement:
    facts = [{"name": name, "label": {"zh": name, "en": name}} for name in missing]
    return Entitlement(verdict=verdict, is_near_miss=is_near_miss, missing=facts)


def confirm_kind(party: Party, kind: str) -> None:
    told = NewFact(party.credit_code, "party_kind", kind, "统一社会信用代码登记", ON, "")
    state_facts(by=SYSTEM, at=AT, facts=[told])


def test_the_kind_of_party_is_what_it_is() -> None:
    assert inherent_facts() == {"party_kind"}


def test_what_waits_for_the_kind_of_party_is_told_once() -> None:
    answers = [
        answer("unknown", "party_kind"),
        answer("unknown", "revenue", "party_kind"),
        answer("unknown", "revenue"),
    ]

    board = PartyBoard.of(answers, {})

    assert len(board.unsure_whom) == 2
    assert [fact["name"] for fact in board.facts_to_confirm] == ["party_kind"]
    assert [card.answer for card in board.unknown] == [answers[2]]


def test_rungs_of_a_ladder_are_not_policies_that_are_nearly_met() -> None:
    rungs = [answer("not_met", is_near_miss=True) for _ in range(2)]
    for rung, clause_id in zip(rungs, ("on-hnte", "to-hnte"), strict=True):
        rung.pack_id, rung.clause_id = "ladder", clause_id
    other = answer("not_met", is_near_miss=True)

    board = PartyBoard.of([*rungs, other], {})

    assert [card.answer for card in board.rungs] == rungs
    assert [card.answer for card in board.near] == [other]


def test_facts_to_supply_are_those_of_clauses_that_may_be_meant_for_the_party(
    region: Region,
) -> None:
    page = region.people["bureau"].client.get(f"/entitlements/party/{region.blank.pk}/")

    board, wanted = page.context["board"], page.context["wanted"]
    assert board.unsure_whom
    assert "party_kind" not in {fact["name"] for fact, _ in wanted}
    assert page.content.decode().count("请确认一次") == 1


def test_a_confirmed_kind_settles_every_clause_for_others_and_brings_none_near(
    region: Region,
) -> None:
    packs = packs_in_force(ON)
    before = evaluate_all(packs, region.blank, ON)
    waiting = [key for key, one in before.items() if lacks_kind(one)]

    confirm_kind(region.blank, "企业")
    after = evaluate_all(packs, region.blank, ON)

    assert waiting
    assert not any(lacks_kind(one) for one in after.values())
    settled = [after[key] for key in waiting if after[key].verdict is Verdict.NOT_MET]
    assert settled
    assert not any(one.is_near_miss for one in settled)


def test_an_unconfirmed_kind_keeps_a_clause_out_of_reach(region: Region) -> None:
    reach = clauses_within_reach(region.blank)
    page = region.people["bureau"].client.get(f"/entitlements/party/{region.blank.pk}/")

    waiting = {
        (card.answer.pack_id, card.answer.clause_id) for card in page.context["board"].unsure_whom
    }
    within = {(pack, clause) for pack, clauses in reach.items() for clause in clauses}
    assert within
    assert not within & waiting


def test_a_near_miss_tells_what_is_there_what_is_needed_and_what_is_short(region: Region) -> None:
    page = region.people["bureau"].client.get(f"/entitlements/party/{region.near.pk}/")

    gap = page.context["board"].near[0].answer.gaps[0]
    shown = page.content.decode()
    for part in ("have", "need", "short_by"):
        assert gap[part]["zh"] in shown


def evaluate_all(packs, party: Party, on: date):
    sheet = fact_sheet(party)
    answers = [one for pack in packs for one in evaluate(pack, sheet, on=on)]
    return {(one.pack_id, one.clause_id): one for one in answers}


def lacks_kind(one) -> bool:
    return any(fact.name == "party_kind" for fact in one.missing)
