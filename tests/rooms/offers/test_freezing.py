"""A list is the dry run that the clerk saw: sure answers, each firm once, within the budget."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from kechuang.base.errors import NotAllowed, Refusal
from kechuang.entitlements.models import Entitlement
from kechuang.ledger import services as ledger
from kechuang.ledger.models import Account
from kechuang.ledger.refusals import LimitExceeded
from kechuang.ledger.services import Rule
from kechuang.ledger.states import Distribution
from kechuang.offers import services as offers
from kechuang.offers.models import Offer, OfferList
from kechuang.offers.refusals import ChangedSince, OfferedBefore, SamePerson
from kechuang.offers.selectors import planning
from kechuang.offers.selectors.contents import content_digest
from kechuang.offers.selectors.planning import Asked, plan_of
from kechuang.offers.states import ListState
from kechuang.policies.selectors import listed_clauses
from tests.base.registry.cast import TODAY
from tests.journeys.small_region import BUYER, REGISTRANT
from tests.rooms.ledger.town import WAN, budget_line, warrant
from tests.rooms.offers.scene import FROZEN, FUNDED, Scene

TOGETHER = """
id: one-firm
title: {zh: 每家企业年度限额, en: Cap per firm}
issuer: 云澜市科学技术局
doc_no: 云科示〔2026〕2号
valid_from: 2026-01-01
evidence: 示例
rules:
  - id: cap
    label: {zh: 单家企业当年限额, en: Cap of one firm}
    article: 第九条
    rule: annual_cap
    of: [yunlan-contracts/buyer, yunlan-contracts/registrant]
    cap: 1万元
"""


def test_only_those_who_surely_get_an_exact_amount_are_listed(scene: Scene) -> None:
    plan = scene.plan()

    listed = {row.party_id: row.amount_fen for row in plan.rows}
    sure = Entitlement.objects.filter(
        run=scene.region.run, pack_id=BUYER[0], clause_id=BUYER[1], verdict="met"
    )
    assert listed == {answer.party_id: answer.low_fen for answer in sure}
    assert set(listed) == {scene.region.mine.pk, scene.region.strange.pk}
    assert plan.apart == {"near_miss": 1, "unknown": 1}
    assert plan.total_fen == plan.asked_fen == sum(listed.values())


def test_a_ceiling_never_becomes_an_offer_by_itself(scene: Scene) -> None:
    answer = Entitlement.objects.filter(run=scene.region.run, party=scene.region.mine)
    answer.filter(pack_id=BUYER[0], clause_id=BUYER[1]).update(amount_kind="ceiling", low_fen=0)

    plan = scene.plan()

    assert [row.party_id for row in plan.rows] == [scene.region.strange.pk]
    assert plan.apart["inexact"] == 1


def test_a_list_holds_what_the_dry_run_showed(scene: Scene) -> None:
    plan = scene.plan()

    frozen = scene.freeze(digest=plan.digest)

    assert frozen.state == ListState.FROZEN
    assert (frozen.total_fen, frozen.content_digest) == (plan.total_fen, plan.digest)
    assert content_digest(frozen) == plan.digest


def test_a_dry_run_that_would_come_out_otherwise_now_is_not_frozen(scene: Scene) -> None:
    seen = scene.plan().digest
    town = scene.town
    town.grant(5 * WAN)

    with pytest.raises(ChangedSince):
        scene.freeze(digest=seen)


def test_the_same_firm_clause_and_year_is_listed_once(scene: Scene) -> None:
    scene.freeze()

    again = scene.plan()

    assert again.rows == ()
    assert again.apart["already"] == 2


def test_the_database_refuses_a_second_offer(scene: Scene) -> None:
    """The command's own look is not what keeps it: two that look at once both see nothing."""
    offer = scene.freeze().offers.first()
    assert offer is not None
    twin = {
        field.attname: getattr(offer, field.attname)
        for field in Offer._meta.concrete_fields
        if field.attname not in ("id", "position")
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.create(**twin, position=99)


def test_two_who_freeze_at_once_do_not_both_list_a_firm(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever looked before the other wrote saw nobody who has it already."""
    scene.freeze()
    monkeypatch.setattr(planning, "claimed_parties", lambda *clause: frozenset())

    with pytest.raises(OfferedBefore):
        scene.freeze()

    assert OfferList.objects.count() == 1


def test_a_firm_with_a_grant_under_the_clause_is_counted_as_having_it(scene: Scene) -> None:
    scene.town.grant(WAN, rule=Rule(BUYER[0], "0" * 64, BUYER[1]))

    plan = scene.plan()

    assert [row.party_id for row in plan.rows] == [scene.region.strange.pk]
    assert plan.apart["already"] == 1


@pytest.fixture
def together(scene: Scene, settings: Any, tmp_path: Path) -> Scene:
    folder = tmp_path / "together"
    folder.mkdir()
    (folder / "cap.yaml").write_text(TOGETHER, encoding="utf-8")
    settings.PACKS_FOLDER = tmp_path
    return scene


def test_rules_between_clauses_cut_and_name_their_article(together: Scene) -> None:
    plan = together.plan()

    assert {row.amount_fen for row in plan.rows} == {WAN}
    assert all("第九条" in row.steps[0][0] for row in plan.rows)
    assert {cut.party_id for cut in plan.cuts} == {row.party_id for row in plan.rows}


def test_what_is_offered_under_another_clause_counts_against_a_shared_cap(together: Scene) -> None:
    together.freeze()
    other = listed_clauses()[REGISTRANT]

    plan = together.plan(clause=other)

    assert plan.rows == ()
    assert plan.apart["cut"] >= 1


def small_line(scene: Scene, fen: int) -> Any:
    scheme = ledger.register_scheme(
        by=warrant().approver, at=FROZEN, book=scene.town.book, code="small",
        name="小专项", name_en="Small scheme",
    )  # fmt: skip
    return budget_line(scene.town.book, scheme, "provincial", fen)


def test_a_small_budget_is_shared_in_proportion(scene: Scene) -> None:
    plan = scene.plan(line=small_line(scene, WAN))

    assert plan.total_fen == WAN == plan.head.left_fen
    shares = {row.party_id: (row.amount_fen, row.asked_fen) for row in plan.rows}
    (one, of_one), (other, of_other) = shares.values()
    assert abs(one * of_other - other * of_one) <= max(of_one, of_other)


def test_first_come_serves_in_an_order_that_anybody_can_draw_again(scene: Scene) -> None:
    run = scene.region.run
    assert run is not None
    least = min(row.asked_fen for row in scene.plan().rows)
    line = small_line(scene, sum(row.asked_fen for row in scene.plan().rows) - 1)
    asked = Asked(run, *BUYER, 2026, line, Distribution.FIRST_COME)

    plan = plan_of(asked, on=TODAY)

    firms = sorted(
        (scene.region.mine, scene.region.strange),
        key=lambda firm: hashlib.sha256(
            f"{run.inputs_digest}{firm.credit_code}".encode()
        ).hexdigest(),
    )
    assert [row.party_id for row in plan.rows] == [firms[0].pk]
    assert plan.total_fen >= least
    assert plan.apart["short"] == 1


def test_lists_that_wait_for_their_money_leave_less_for_the_next(scene: Scene) -> None:
    frozen = scene.freeze()
    other = listed_clauses()[REGISTRANT]

    plan = scene.plan(clause=other)

    assert plan.head.left_fen == scene.town.line.account.free_fen - frozen.total_fen


@pytest.mark.parametrize("who", ["district", "mine", "auditor", "treasurer"])
def test_others_freeze_nothing(scene: Scene, who: str) -> None:
    with pytest.raises(NotAllowed):
        scene.freeze(by=who)


def test_a_tax_relief_is_no_money_of_the_bureau(scene: Scene) -> None:
    tax = next(clause for clause in listed_clauses().values() if clause.kind == "tax")

    with pytest.raises(Refusal, match="补助"):
        scene.plan(clause=tax)


def test_a_frozen_list_cannot_change(scene: Scene) -> None:
    frozen = scene.freeze()
    offer = frozen.offers.first()
    assert offer is not None

    for change in (
        lambda: Offer.objects.filter(pk=offer.pk).update(amount_fen=1),
        lambda: OfferList.objects.filter(pk=frozen.pk).update(total_fen=1),
        lambda: Offer.objects.filter(pk=offer.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_nobody_is_added_to_a_list_whose_money_is_held(scene: Scene) -> None:
    funded = scene.funded()
    offer = funded.offers.first()
    assert offer is not None
    offer.pk, offer.position, offer.year, offer.reservation = None, 99, 2031, None

    with pytest.raises(DatabaseError, match="funded or told"), transaction.atomic():
        offer.save(force_insert=True)


def test_a_list_that_lost_a_firm_is_not_funded(scene: Scene) -> None:
    """Nobody can take a row past the triggers; who could is told by the digest."""
    frozen = scene.freeze()
    OfferList.objects.filter(pk=frozen.pk).update(state=ListState.FROZEN)
    offer = frozen.offers.first()
    assert offer is not None
    offer.pk, offer.position, offer.year = None, 99, 2031
    offer.save(force_insert=True)

    with pytest.raises(Refusal, match="与冻结时不一致"):
        offers.fund_list(by=scene.who("treasurer"), at=FUNDED, offer_list=frozen)


def test_the_money_is_held_by_another_person_before_anybody_is_told(scene: Scene) -> None:
    free = Account.objects.get(pk=scene.town.line.account_id).free_fen

    funded = scene.funded()

    left = Account.objects.get(pk=scene.town.line.account_id).free_fen
    assert left == free - funded.total_fen
    assert funded.state == ListState.FUNDED


def test_one_person_does_not_freeze_and_fund(scene: Scene) -> None:
    frozen = scene.freeze()
    both = scene.who("clerk")
    treasurer = scene.who("treasurer")
    same = type(both)(both.account_id, both.name, both.grants | treasurer.grants)

    with pytest.raises(SamePerson):
        offers.fund_list(by=same, at=FUNDED, offer_list=frozen)


def test_the_database_refuses_one_person_for_both(scene: Scene) -> None:
    frozen = scene.freeze()

    with pytest.raises(IntegrityError), transaction.atomic():
        OfferList.objects.filter(pk=frozen.pk).update(
            funded_at=FUNDED, funded_by_id=frozen.frozen_by_id
        )


def test_money_that_is_gone_meanwhile_holds_nothing_at_all(scene: Scene) -> None:
    frozen = scene.freeze()
    free = Account.objects.get(pk=scene.town.line.account_id).free_fen
    scene.town.grant(free - 1)

    with pytest.raises(LimitExceeded):
        offers.fund_list(by=scene.who("treasurer"), at=FUNDED, offer_list=frozen)

    assert not Offer.objects.filter(offer_list=frozen, reservation__isnull=False).exists()


def test_a_dropped_list_frees_its_money_and_its_firms(scene: Scene) -> None:
    free = Account.objects.get(pk=scene.town.line.account_id).free_fen
    funded = scene.funded()

    offers.drop_list(by=scene.who("clerk"), at=FUNDED, offer_list=funded, reason="年度写错")

    assert Account.objects.get(pk=scene.town.line.account_id).free_fen == free
    assert len(scene.plan().rows) == 2


def test_the_year_is_of_the_offer_not_of_the_day(scene: Scene) -> None:
    scene.freeze()

    next_year = scene.plan(year=2027)

    assert len(next_year.rows) == 2
    assert date(2027, 1, 1).year == next_year.head.year
