"""From the ranking to the award: who chose, proposed and approved, when, why, and the money."""

from __future__ import annotations

import pytest
from django.test import Client

from kechuang.base.roles import Role
from kechuang.programmes import services as programmes
from kechuang.programmes.models import Award, Bid, ListedItem, PassedOver
from tests.base.registry.cast import person
from tests.rooms.cases.scene import at, fresh, wait
from tests.rooms.ledger.town import WAN, small_treasury
from tests.rooms.programmes.keeping import Staged, nothing, stage
from tests.rooms.programmes.pages.at_desk import (
    READERS,
    address,
    client_of,
    on,
    reader,
    statuses_of,
    text_of,
)
from tests.rooms.programmes.scene import Scene, item_again, label_of, scene, treasury

pytestmark = pytest.mark.django_db


def step(item: ListedItem, event: str) -> str:
    return address("desk_award_step", item.number, event)


def page_of(client: Client, item: ListedItem) -> str:
    return text_of(client, address("desk_award", item.number))


def approver(name: str) -> Client:
    return person(name, Role.BUREAU).client


def approving(town: Scene, item: ListedItem, bids: list[Bid]) -> ListedItem:
    proposed = town.propose(item, bids[1])
    wait(proposed.case, "2026-05-20T00:00")
    return item_again(proposed)


def with_money(town: Scene) -> None:
    programmes.name_budget_line(
        by=town.officer, at=at("2026-05-07T09:00"), programme=town.programme, line=treasury()
    )


@stage(Scene.reviewed)
def test_the_award_is_read_by_the_bureau_of_the_district_and_by_auditors(staged: Staged) -> None:
    _, item, _ = staged

    assert statuses_of(address("desk_award", item.number)) == READERS


@stage(Scene.reviewed)
def test_the_ranking_stands_with_the_intervals_of_the_review(
    staged: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, item, bids = staged
    on(monkeypatch, "2026-05-07T09:00")

    page = page_of(client_of(town.officer), item)

    assert all(label_of(bid) in page for bid in bids)
    assert "名次区间" in page
    assert "<svg" in page
    assert "远方大学" in page


@stage(Scene.reviewing)
def test_before_the_opening_of_the_scores_no_rank_is_told(staged: Staged) -> None:
    town, item, bids = staged

    page = page_of(client_of(town.officer), item)

    assert "评分一次开封之前" in page
    assert not any(label_of(bid) in page for bid in bids)


@stage(Scene.reviewed)
def test_the_choice_stands_as_the_demander_filed_it(staged: Staged) -> None:
    town, item, bids = staged
    town.propose(item, bids[1])

    page = page_of(client_of(town.officer), item)

    assert "demander" in page
    assert "2026-05-08 09:00" in page
    assert bids[1].party.name in page


@stage(Scene.reviewed)
def test_silence_of_the_demander_is_told_as_consent(
    staged: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, item, _ = staged
    wait(item.case, "2026-05-21T00:00")
    on(monkeypatch, "2026-05-22T09:00")

    page = page_of(client_of(town.officer), item)

    assert "逾期未选，视为同意评审排序" in page
    assert "时限届满" in page


@stage(Scene.reviewed)
def test_a_proposal_says_what_it_costs_whom_and_what_the_rules_find(
    staged: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, item, _ = staged
    wait(item.case, "2026-05-21T00:00")
    on(monkeypatch, "2026-05-22T09:00")
    officer = client_of(town.officer)
    page = page_of(officer, item)

    answer = officer.post(step(item, "propose"), {})

    assert "¥3,000,000.00" in page
    assert "前补助 ¥1,800,000.00，后补助 ¥1,200,000.00" in page
    assert "需求方 ¥8,400,000.00" in page
    assert answer.status_code == 302
    assert fresh(item.case).state == "publicity"
    assert "公示中" in page_of(officer, item)
    public = text_of(Client(), f"/cases/public/{item.case.number}/")
    assert f'href="/programmes/items/{item.number}/"' in public
    assert "看公示的内容" in public


@stage(Scene.reviewed)
def test_a_bid_is_passed_over_with_a_reason_and_the_next_takes_its_place(
    staged: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, item, bids = staged
    wait(item.case, "2026-05-21T00:00")
    on(monkeypatch, "2026-05-22T09:00")
    officer, url = client_of(town.officer), address("desk_pass_over", bids[0].case.number)

    silent, told = (officer.post(url, {"reason": why}) for why in (" ", "团队已解散"))
    second = officer.post(url, {"reason": "再来一次"})

    page = page_of(officer, item)
    assert [one.status_code for one in (silent, told, second)] == [422, 302, 422]
    assert PassedOver.objects.get().reason == "团队已解散"
    assert "团队已解散" in page
    assert "不在拟立项之列" in second.content.decode()


@stage(Scene.reviewed)
def test_two_others_approve_and_the_money_is_held(
    staged: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, item, bids = staged
    with_money(town)
    item = approving(town, item, bids)
    on(monkeypatch, "2026-05-20T10:00")

    first = approver("李审批").post(step(item, "approve"), {"reason": "同意"})
    between = page_of(client_of(town.officer), item)
    second = approver("王审批").post(step(item, "approve"), {})

    page = page_of(client_of(town.officer), item)
    award = Award.objects.get(item=item)
    assert (first.status_code, second.status_code) == (302, 302)
    assert "还差 1 人" in between
    assert "待另一人" in between
    assert award.grant_fen == 300 * WAN
    assert "已预留，待签任务书" in page
    assert "李审批" in page
    assert "王审批" in page
    assert str(award.reservation.voucher) in page  # type: ignore[union-attr]


@stage(Scene.reviewed)
def test_all_bidders_are_told_at_once_and_once(
    staged: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, item, bids = staged
    with_money(town)
    item = approving(town, item, bids)
    on(monkeypatch, "2026-05-21T10:00")
    tell = address("desk_tell", item.number)
    early = client_of(town.officer).post(tell)
    town.approve(item)
    page = page_of(client_of(town.officer), item)

    told = client_of(town.officer).post(tell)

    assert (early.status_code, told.status_code) == (409, 302)
    assert "还有 2 家揭榜方不知道结果" in page
    assert tell not in page_of(client_of(town.officer), item)
    assert {fresh(bid.case).state for bid in item.bids.all()} == {"chosen", "not_chosen"}
    assert client_of(town.officer).post(tell).status_code == 302


@stage(Scene.reviewed)
def test_whoever_prepared_it_does_not_approve_it_nor_anybody_twice(
    staged: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, item, bids = staged
    with_money(town)
    item = approving(town, item, bids)
    on(monkeypatch, "2026-05-20T10:00")
    once = approver("李审批")
    once.post(step(item, "approve"), {})

    preparer = client_of(town.officer).post(step(item, "approve"), {})
    again = once.post(step(item, "approve"), {})

    assert (preparer.status_code, again.status_code) == (409, 409)
    assert "经办人不能审批自己经办的事项" in preparer.content.decode()
    assert "须由另一人审批" in again.content.decode()
    assert "回避：officer" in page_of(once, item)
    assert not Award.objects.exists()


@stage(Scene.reviewed)
def test_an_award_without_money_is_refused_in_words(
    staged: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, item, bids = staged
    item = approving(town, item, bids)
    on(monkeypatch, "2026-05-20T10:00")
    approver("李审批").post(step(item, "approve"), {})

    without = approver("王审批").post(step(item, "approve"), {})
    line = small_treasury(budget_fen=299 * WAN).line
    programmes.name_budget_line(
        by=town.officer, at=at("2026-05-20T10:30"), programme=town.programme, line=line
    )
    too_little = approver("赵审批").post(step(item, "approve"), {})

    assert (without.status_code, too_little.status_code) == (409, 409)
    assert "本计划没有指定预算项目" in without.content.decode()
    assert "没有预算项目，立项不能批准" in without.content.decode()
    assert fresh(item.case).state == "approving"


@stage(Scene.reviewed)
def test_a_rejection_needs_its_reason(staged: Staged, monkeypatch: pytest.MonkeyPatch) -> None:
    item = approving(*staged)
    on(monkeypatch, "2026-05-20T10:00")
    client = approver("李审批")

    silent, told = (client.post(step(item, "reject"), {"reason": why}) for why in ("", "材料不实"))

    assert (silent.status_code, told.status_code) == (409, 302)
    assert "材料不实" in page_of(client, item)


@stage(Scene.reviewed)
def test_an_auditor_reads_and_takes_no_step(
    staged: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, item, bids = staged
    with_money(town)
    item = approving(town, item, bids)
    on(monkeypatch, "2026-05-20T10:00")
    auditor = reader("auditor")

    page = page_of(auditor, item)
    answers = [
        auditor.post(url, {"reason": "同意"}).status_code
        for url in (
            step(item, "approve"),
            address("desk_pass_over", item.bids.first().case.number),  # type: ignore[union-attr]
        )
    ]

    assert "<textarea" not in page
    assert answers == [403, 403]
    assert fresh(item.case).steps.filter(event="approve").count() == 0


@stage(nothing)
def test_in_a_race_every_lane_has_its_award(kept_stage: Scene) -> None:
    town = scene("qinghai-race", prefix="race ")
    item, bids = town.approved()

    page = page_of(client_of(town.officer), item)

    assert Award.objects.filter(item=item).count() == len(bids)
    assert "赛道 1" in page
    assert "赛道 2" in page
