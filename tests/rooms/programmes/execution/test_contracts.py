"""Contracts: whole shares, people, signing by two sides, money by two persons."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from kechuang.accounts.models import User
from kechuang.audit.selectors import history_of
from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.ledger.refusals import AlikeGrant
from kechuang.ledger.services import FundPlan, Lifting
from kechuang.ledger.states import Condition, FundSource, GrantMode
from kechuang.programmes.models.execution import AwardedItem, Contract
from kechuang.programmes.refusals_of_execution import SamePerson
from kechuang.programmes.services import execution
from kechuang.programmes.states_of_execution import ContractState
from tests.base.registry.cast import party
from tests.rooms.ledger.town import (
    APPROVER,
    AT,
    PREPARER,
    WAN,
    Town,
    budget_line,
)
from tests.rooms.programmes.execution.project import (
    drafted_project,
    project,
    three_milestones,
    work_plan,
)

pytestmark = pytest.mark.django_db


def test_a_contract_in_force_has_one_tranche_per_milestone(town: Town) -> None:
    begun = project(town)

    tranches = begun.contract.grant.tranches.order_by("position")
    assert [tranche.amount_fen for tranche in tranches] == [3 * WAN, 4 * WAN, 3 * WAN]
    assert [tranche.milestone for tranche in tranches] == begun.milestones
    assert begun.contract.state == ContractState.RUNNING


def test_each_step_of_a_contract_is_on_record(town: Town) -> None:
    begun = project(town)

    commands = [event.command for event in history_of(begun.contract)]
    assert commands == ["conclude_contract", "sign_contract", "draft_contract"]


def test_several_funds_bear_their_shares(town: Town) -> None:
    winner = party("揭榜大学")
    district = budget_line(town.book, town.scheme, FundSource.DISTRICT, 50 * WAN)
    funds = (
        FundPlan(FundSource.CITY, 2, town.line),
        FundPlan(FundSource.DISTRICT, 1, district),
        FundPlan(FundSource.ENTERPRISE, 1),
    )

    begun = project(town, winner=winner, grant={"funds": funds})

    shares = begun.contract.grant.shares.order_by("position")
    assert [share.amount_fen for share in shares] == [5 * WAN, 250_0000, 250_0000]


def test_a_milestone_without_money_has_no_tranche(town: Town) -> None:
    plans = three_milestones()
    free = execution.MilestonePlan("中期检查", "报告", date(2026, 11, 1), 0)

    begun = project(town, work={"milestones": (*plans[:2], free, plans[2])})

    assert [milestone.tranche is None for milestone in begun.milestones] == [
        False, False, True, False,
    ]  # fmt: skip


def test_shares_that_are_not_whole_are_refused(town: Town) -> None:
    plans = three_milestones(share_bp=3_000)

    with pytest.raises(InvalidInput, match="合计 90"):
        drafted_project(town, work={"milestones": plans})


def test_the_last_milestone_is_the_completion(town: Town) -> None:
    plans = three_milestones(condition=Condition.MILESTONE)

    with pytest.raises(InvalidInput, match="结题验收"):
        drafted_project(town, work={"milestones": plans})


def test_milestones_come_in_order_of_their_days(town: Town) -> None:
    plans = three_milestones()

    with pytest.raises(InvalidInput, match="先后"):
        drafted_project(town, work={"milestones": (plans[1], plans[0], plans[2])})


def test_milestones_lie_within_the_contract(town: Town) -> None:
    with pytest.raises(InvalidInput, match="期限内"):
        drafted_project(town, work={"milestones": three_milestones(due_on=date(2029, 1, 1))})


def test_an_after_grant_pays_nothing_at_signing(town: Town) -> None:
    with pytest.raises(InvalidInput, match="后补助"):
        drafted_project(town, grant={"mode": GrantMode.AFTER})


@pytest.mark.parametrize("post", ["chief", "assistant"])
def test_posts_that_the_round_wants_are_filled(town: Town, post: str) -> None:
    with pytest.raises(InvalidInput, match="没有指定"):
        drafted_project(town, work={post: None})


@pytest.mark.parametrize("post", ["chief", "assistant"])
def test_posts_that_the_round_does_not_want_may_be_empty(town: Town, post: str) -> None:
    terms = execution.ItemTerms(**{f"wants_{post}": False})

    begun = drafted_project(town, terms=terms, work={post: None})

    assert getattr(begun.contract, post) is None


def test_the_chief_is_not_the_assistant(town: Town) -> None:
    same = User.objects.create(username="both")

    with pytest.raises(InvalidInput, match="兼任"):
        drafted_project(town, work={"chief": same, "assistant": same})


def test_the_database_keeps_chief_and_assistant_apart(town: Town) -> None:
    begun = project(town)

    with pytest.raises(IntegrityError), transaction.atomic():
        Contract.objects.filter(pk=begun.contract.pk).update(assistant=begun.contract.chief)


def test_a_contract_has_targets(town: Town) -> None:
    with pytest.raises(InvalidInput, match="考核指标"):
        drafted_project(town, work={"targets": ()})


def test_the_winner_is_not_the_demander(town: Town) -> None:
    firm = party("自问自答公司")

    with pytest.raises(InvalidInput, match="同一单位"):
        drafted_project(town, winner=firm, demander=firm)


def test_the_shares_of_a_consortium_are_whole(town: Town) -> None:
    member = execution.MemberShare(party("参加单位"), "材料", 4_000)

    with pytest.raises(InvalidInput, match="合计 40"):
        drafted_project(town, consortium=(member,))


def test_a_consortium_is_kept_with_its_shares(town: Town) -> None:
    lead, partner = party("牵头单位"), party("参加单位")
    shares = (
        execution.MemberShare(lead, "总体", 6_000),
        execution.MemberShare(partner, "材料", 4_000),
    )

    begun = drafted_project(town, winner=lead, consortium=shares)

    kept = begun.contract.consortium.values_list("party__name", "share_bp")
    assert list(kept) == [("牵头单位", 6_000), ("参加单位", 4_000)]


def test_a_grant_above_the_reservation_is_refused(town: Town) -> None:
    with pytest.raises(WrongState, match="预留尚余"):
        drafted_project(town, reserved_fen=9 * WAN)


def test_the_database_holds_the_item_to_its_reservation(town: Town) -> None:
    item = project(town).contract.item

    with pytest.raises(IntegrityError), transaction.atomic():
        AwardedItem.objects.filter(pk=item.pk).update(committed_fen=item.reserved_fen + 1)


def test_an_item_of_one_lane_is_awarded_once(town: Town) -> None:
    begun = project(town, reference="榜单一")

    with pytest.raises(WrongState, match="1 支队伍"):
        drafted_project(begun.town, reference="榜单一", demander=begun.contract.item.demander)


def test_only_clerks_and_treasurers_draft(town: Town, district_clerk: object) -> None:
    begun = drafted_project(town)
    chief, assistant = begun.chief, begun.assistant

    with pytest.raises(NotAllowed):
        execution.draft_contract(
            by=chief.actor,
            at=AT,
            award=execution.ProjectAward(
                "x", "题目", begun.contract.party, begun.contract.party, 1, None, ""
            ),
            work=work_plan(chief, assistant),
        )


def test_only_the_winner_signs(town: Town) -> None:
    begun = drafted_project(town)

    with pytest.raises(NotAllowed):
        execution.sign_contract(by=begun.demander.actor, at=AT, contract=begun.contract)


def test_nothing_is_promised_before_the_winner_signs(town: Town) -> None:
    begun = drafted_project(town)

    with pytest.raises(WrongState, match="待签订"):
        execution.conclude_contract(by=APPROVER, at=AT, contract=begun.contract)


def test_who_drafted_does_not_conclude(town: Town) -> None:
    begun = drafted_project(town)
    execution.sign_contract(by=begun.chief.actor, at=AT, contract=begun.contract)

    with pytest.raises(SamePerson):
        execution.conclude_contract(by=PREPARER, at=AT, contract=begun.contract)


def test_what_resembles_another_grant_is_concluded_with_a_reason_only(town: Town) -> None:
    begun = drafted_project(town)
    execution.sign_contract(by=begun.chief.actor, at=AT, contract=begun.contract)
    contract = begun.contract
    like = town.grant(party=contract.party, title=contract.title, period_from=contract.starts_on)
    asked = {"by": APPROVER, "at": AT, "contract": contract}

    with pytest.raises(AlikeGrant, match=like.number):
        execution.conclude_contract(**asked)
    done = execution.conclude_contract(**asked, lifting=Lifting("另一阶段"))

    assert done.state == ContractState.RUNNING
    assert done.grant.ground_key.startswith("PROJECT:")


def test_a_contract_is_concluded_once(town: Town) -> None:
    begun = project(town)

    with pytest.raises(WrongState, match="实施中"):
        execution.conclude_contract(by=APPROVER, at=AT, contract=begun.contract)


def test_terms_of_the_round_are_kept_with_the_item(town: Town) -> None:
    terms = execution.ItemTerms(extensions_allowed=2, stage_gates=1, evaluated_after_months=6)

    item = drafted_project(town, terms=terms).contract.item

    assert (item.extensions_allowed, item.stage_gates, item.evaluated_after_months) == (2, 1, 6)


def test_a_broken_negative_list_is_refused(town: Town) -> None:
    from kechuang.engines.wording import Refusal

    with pytest.raises(Refusal):
        drafted_project(town, negative_list="id: x\ntitle: 坏")


def test_targets_stand_as_agreed(town: Town) -> None:
    targets = drafted_project(town).contract.targets.all()

    assert [(t.name, t.agreed, t.wanted) for t in targets] == [
        ("效率", Decimal(95), Decimal(95)),
        ("单价", Decimal(800), Decimal(800)),
    ]
