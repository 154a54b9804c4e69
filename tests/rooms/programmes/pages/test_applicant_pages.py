"""The desk of those who pose, bid and choose: what to do next, who may not and why."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from kechuang.base.roles import Role
from kechuang.cases.models import Case
from kechuang.parties.models import Party, PartyFact
from kechuang.programmes import services as programmes
from kechuang.programmes.models import Bid, Need
from kechuang.programmes.selectors.contents import need_content, typed_so_far
from tests.base.registry.cast import party, person
from tests.cast import Person
from tests.rooms.cases.scene import at, do
from tests.rooms.programmes.keeping import Staged, nothing, stage
from tests.rooms.programmes.pages.public_reading import (
    MINE,
    POSE,
    Calendar,
    item_address,
    text_of,
)
from tests.rooms.programmes.scene import (
    FAR,
    OPENED,
    Scene,
    bid_again,
    demand_of,
    item_again,
    label_of,
    scene,
    state,
    treasury,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(kept_stage: Scene) -> Scene:
    return kept_stage.again()


@stage(Scene.bidding)
def test_strangers_are_asked_to_log_in(staged: Staged) -> None:
    _, item, _ = staged

    for address in (MINE, POSE, f"{item_address(item)}bid/", f"{item_address(item)}choice/"):
        answer = Client().get(address)
        assert answer.status_code == 302
        assert "login" in answer.url


@stage(nothing)
def test_who_has_nothing_yet_is_told_where_to_begin(kept_stage: Scene, charlie: Person) -> None:
    page = text_of(charlie.client, MINE)

    assert "您还没有需求、揭榜方案或项目" in page
    assert 'href="/programmes/"' in page


@stage(nothing)
def test_a_need_says_what_is_next_and_until_when(town: Scene, calendar: Calendar) -> None:
    calendar.turn_to("2026-03-02T09:30")
    town.demander.client.post(
        POSE, {"round": town.programme.code, "party": town.unit.pk, "title": "低温阀门"}
    )

    page = text_of(town.demander.client, MINE).split('id="needs-title"')[1]

    assert "低温阀门" in page
    assert "下一步：" in page
    assert "提交需求" in page
    assert "个工作日" in page


@stage(Scene.reviewed)
def test_a_bid_and_a_choice_stand_with_their_next_step(staged: Staged, calendar: Calendar) -> None:
    town, item, bids = staged
    calendar.turn_to("2026-05-08T09:00")

    of_demander = text_of(town.demander.client, MINE).split('id="choices-title"')[1]
    of_bidder = text_of(town.bidders[0][0].client, MINE)

    assert f'href="{item_address(item)}choice/"' in of_demander.split("</section>")[0]
    assert "还剩" in of_demander.split("</section>")[0]
    assert 'id="choices-title"' not in of_bidder
    assert bids[0].case.number in of_bidder
    assert bids[1].case.number not in of_bidder


@stage(Scene.reviewed)
def test_a_winner_finds_the_task_book_among_projects_and_not_among_needs(
    staged: Staged, calendar: Calendar
) -> None:
    town, item, bids = staged
    programmes.name_budget_line(
        by=town.officer, at=at("2026-05-07T09:00"), programme=town.programme, line=treasury()
    )
    town.approve(town.propose(item, bids[1]))
    calendar.turn_to("2026-05-21T09:00")

    page = text_of(town.bidders[1][0].client, MINE)

    assert bids[1].party == town.bidders[1][1]
    needs, projects = page.split('id="bids-title"')
    assert item.case.number not in needs.split('id="needs-title"')[1]
    assert item.case.number in projects.split('id="projects-title"')[1]
    assert "签订任务书" in projects


@stage(nothing)
def test_who_may_not_pose_is_told_before_typing(town: Scene, calendar: Calendar) -> None:
    calendar.turn_to("2026-03-02T09:30")
    outside = party("外地传感科技有限公司", region=FAR)
    for period in ("2024", "2025"):
        spent(outside, period, 0)

    page = text_of(person("outside", Role.ENTERPRISE, of=outside).client, POSE)

    rules = page.split('id="eligibility"')[1].split("</section>")[0]
    assert rules.count("badge-bad") == 2
    assert "需求方须是在本市注册的独立法人" in rules
    assert "可由本市的法人单位提出" in rules
    assert "需求方条件" in rules
    assert "市场上可直接采购到解决方案" in rules


@stage(nothing)
def test_what_is_known_to_be_well_is_said_so(town: Scene, calendar: Calendar) -> None:
    calendar.turn_to("2026-03-02T09:30")
    spent(town.unit, "2025", 100)

    page = text_of(town.demander.client, POSE)

    rules = page.split('id="eligibility"')[1].split("</section>")[0]
    assert "badge-bad" not in rules
    assert rules.count("badge-good") == 2
    assert "独立法人" in rules.split("填表时要问：")[1]


@stage(nothing)
def test_a_need_is_begun_and_goes_on_in_the_cases_form(town: Scene, calendar: Calendar) -> None:
    calendar.turn_to("2026-03-02T09:30")
    demand = demand_of(town.unit, by=town.poser)

    answer = town.demander.client.post(
        POSE, {"round": town.programme.code, "party": town.unit.pk, "demand": demand.pk}
    )

    need = Need.objects.get()
    assert answer.url == f"/cases/{need.case.number}/forms/need/"
    assert need_content(typed_so_far(need.case)).topic == demand.title


@stage(nothing)
def test_a_need_without_a_title_or_a_demand_is_not_begun(town: Scene) -> None:
    answer = town.demander.client.post(POSE, {"round": town.programme.code, "party": town.unit.pk})

    assert answer.status_code == 422
    assert "请填写题目，或选择一项需求预填" in answer.content.decode()
    assert not Need.objects.exists()


@stage(nothing)
def test_nobody_poses_for_a_unit_that_is_not_theirs(town: Scene, charlie: Person) -> None:
    given = {"round": town.programme.code, "party": town.unit.pk, "title": "低温阀门"}

    assert charlie.client.post(POSE, given).status_code == 422
    assert not Need.objects.exists()


@stage(nothing)
def test_a_round_of_the_government_refuses_a_unit_with_the_reason(kept_stage: Scene) -> None:
    town = scene("guangdong-challenge", with_money=False, prefix="guangdong ")
    given = {"round": town.programme.code, "party": town.unit.pk, "title": "低温阀门"}

    answer = town.demander.client.post(POSE, given)

    assert answer.status_code == 422
    assert "本轮由政府部门出题" in answer.content.decode()
    minister = person("city minister", Role.BUREAU)
    posed = {"round": town.programme.code, "title": "低温阀门"}
    assert minister.client.post(POSE, posed).status_code == 302


@stage(Scene.bidding)
def test_a_member_of_no_unit_is_told_what_to_do(staged: Staged, auditor: Person) -> None:
    _, item, _ = staged

    assert "当前账号不能代表单位提出需求" in text_of(auditor.client, POSE)
    assert "当前账号不能代表单位揭榜" in text_of(auditor.client, f"{item_address(item)}bid/")


@stage(Scene.bidding)
def test_a_bid_is_begun_and_goes_on_in_the_cases_form(staged: Staged, calendar: Calendar) -> None:
    town, item, _ = staged
    who, unit = town.bidder("远方传感科技有限公司")
    calendar.turn_to("2026-03-20T10:00")
    address = f"{item_address(item)}bid/"

    page = text_of(who.client, address)
    answer = who.client.post(address, {"party": unit.pk})
    again = who.client.post(address, {"party": unit.pk})

    assert page.split('id="eligibility"')[1].split("</section>")[0].count("badge-good") == 2
    bid = Bid.objects.get()
    assert answer.url == f"/cases/{bid.case.number}/forms/bid/"
    assert again.status_code == 409
    assert f'href="/programmes/bids/{bid.case.number}/"' in again.content.decode()


@stage(Scene.bidding)
def test_what_stands_against_a_bidder_is_told_before_typing(
    staged: Staged, calendar: Calendar
) -> None:
    town, item, _ = staged
    who, unit = town.bidder("远方传感科技有限公司")
    state(unit, "dishonest_debtor", is_so=True)
    calendar.turn_to("2026-04-10T10:00")

    page = text_of(who.client, f"{item_address(item)}bid/")

    findings = page.split('id="eligibility"')[1].split("</section>")[0]
    assert "badge-bad" in findings
    assert "无诚信、安全、环保、税收违法" in findings


@stage(Scene.bidding)
def test_after_the_deadline_no_bid_is_begun(staged: Staged, calendar: Calendar) -> None:
    town, item, _ = staged
    who, unit = town.bidder("远方传感科技有限公司")
    calendar.turn_to("2026-04-15T17:00")

    answer = who.client.post(f"{item_address(item)}bid/", {"party": unit.pk})

    assert answer.status_code == 409
    assert not Bid.objects.exists()


@stage(Scene.bidding)
def test_a_bid_shows_the_consortium_with_roles_and_shares(staged: Staged) -> None:
    town, item, _ = staged
    mine, other = town.bidder("远方传感科技有限公司"), town.bidder("远方薄膜有限公司")
    rows = [
        {"unit": {"code": one.credit_code, "name": one.name}, "duty": duty, "share": share}
        for (_, one), duty, share in ((mine, "总体", "60"), (other, "薄膜工艺", "40"))
    ]
    bid = town.bid(item, mine, bids_with_partners=True, members=rows)

    page = text_of(mine[0].client, f"/programmes/bids/{bid.case.number}/")

    consortium = page.split('id="consortium"')[1].split("</section>")[0]
    for words in ("远方薄膜有限公司", "薄膜工艺", "40%", "牵头", "100%"):
        assert words in consortium


@stage(Scene.two_bids)
def test_findings_are_answered_check_by_check(staged: Staged, calendar: Calendar) -> None:
    town, _, bids = staged
    who = town.bidders[0][0]
    state(bids[0].party, "dishonest_debtor", is_so=True)
    do(bids[0].case, "reject", town.officer, "2026-04-17T09:00")
    calendar.turn_to("2026-04-17T10:00")
    address = f"/programmes/bids/{bids[0].case.number}/"
    answer = {"honesty": "2025年已移出名单"}

    silent = who.client.post(f"{address}appeal/", {})
    lodged = who.client.post(f"{address}appeal/", answer)

    assert "见审查记录" in silent.content.decode()
    assert silent.status_code == 422
    assert lodged.status_code == 302
    assert bid_again(bids[0]).case.state == "checking"
    taken = Case.objects.get(pk=bids[0].case_id).steps.get(event="appeal")
    assert taken.reason == "信用：2025年已移出名单"


@stage(Scene.reviewed)
def test_the_demander_chooses_by_label(staged: Staged, calendar: Calendar) -> None:
    town, item, bids = staged
    calendar.turn_to("2026-05-08T09:00")
    address = f"{item_address(item)}choice/"
    client = town.demander.client

    unknown = client.post(address, {"label": "ANYBODYS"})
    lower = {"label": label_of(bids[1])}
    silent = client.post(address, lower)
    chosen = client.post(address, {**lower, "reason": "更合本单位产线"})
    again = client.post(address, {"label": label_of(bids[0])})

    assert (unknown.status_code, silent.status_code) == (422, 422)
    assert (chosen.status_code, again.status_code) == (302, 409)
    assert item_again(item).case.state == "proposing"
    assert item.choices.get().bid == bids[1]
    assert bids[1].party.name in text_of(client, address)


def spent(unit: Party, period: str, amount_fen: int) -> None:
    PartyFact.objects.create(
        party=unit,
        name="rd_expense",
        period=period,
        value=str(amount_fen),
        source="研发费用辅助账",
        as_of=date(2026, 1, 31),
        recorded_at=OPENED,
    )
