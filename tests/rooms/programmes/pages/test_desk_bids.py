"""The bids of an item at the desk: nothing before the opening, then rule by rule."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kechuang.base.roles import Role
from kechuang.cases.services import enter_procedure
from kechuang.parties.models import Relation
from kechuang.parties.states import RelationKind
from kechuang.programmes.models import Bid, CheckResult, SuppliedFinding
from kechuang.programmes.services import open_programme
from tests.base.registry.cast import party, person
from tests.engines.flow.playing import PROCEDURES
from tests.rooms.cases.scene import do, fresh
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
from tests.rooms.programmes.scene import FAR, ONE_DAY, OPENED, Scene, bid_again, entered
from tests.rooms.reviews import town as reviews

pytestmark = pytest.mark.django_db
OFFICER_SEES = "objected, ineligible, reviewing, chosen, not_chosen], sees: [officer, supervisor]"


@pytest.fixture
def town(kept_stage: Scene) -> Scene:
    return kept_stage.again()


@pytest.fixture(autouse=True)
def _in_the_formal_check(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, "2026-04-20T09:00")


def of(bid: Bid, name: str = "desk_bid", *more: str) -> str:
    return address(name, bid.case.number, *more)


def finding(**changes: Any) -> dict[str, Any]:
    told = {"kind": "honesty", "is_found": "no", "statement": "查询无记录", "source": "信用中国"}
    document = SimpleUploadedFile("query.pdf", b"%PDF-1.7 query", "application/pdf")
    return {**told, "document": document, **changes}


@stage(Scene.bidding)
def test_before_the_opening_nobody_at_the_desk_finds_a_bid(
    staged: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, item, _ = staged
    bid = town.sealed(item, town.bidder("远方传感科技有限公司"))
    on(monkeypatch, "2026-03-21T09:00")

    page = text_of(client_of(town.officer), address("desk_item", item.number))

    assert {reader(name).get(of(bid)).status_code for name in ("city clerk", "auditor")} == {404}
    assert bid.case.number not in page
    assert "远方传感科技" not in page
    assert "截止前不公开份数" in page


@stage(Scene.two_bids)
def test_while_bids_are_unchecked_the_item_names_both_ways_on_and_why_none_is_open(
    staged: Staged,
) -> None:
    town, item, _ = staged

    page = text_of(client_of(town.officer), address("desk_item", item.number))

    assert "送匿名评审 / 无方案通过形式审查" in page
    assert "还有方案没有审查" in page


@stage(Scene.two_bids)
def test_after_the_opening_the_bureau_of_the_district_and_auditors_read_it(staged: Staged) -> None:
    _, _, bids = staged

    assert statuses_of(of(bids[0])) == READERS


@stage(Scene.bidding)
def test_the_item_is_read_by_the_same_people(staged: Staged) -> None:
    _, item, _ = staged

    assert statuses_of(address("desk_item", item.number)) == READERS


@stage(Scene.two_bids)
def test_every_rule_is_told_with_its_article_and_what_it_read(staged: Staged) -> None:
    town, _, (bid, _) = staged

    page = text_of(client_of(town.officer), of(bid))

    for words in ("关联关系", "信用", "负责人限项", "资金比例", "联合体比例"):
        assert words in page
    assert "揭榜方条件：与发榜单位无关联关系" in page
    assert "公示系统查询（示例）" in page
    assert page.count("badge-good") >= 5


@stage(Scene.bidding)
def test_a_ratio_that_fails_says_by_how_much(staged: Staged) -> None:
    town, item, _ = staged
    firm = town.bidder("远方传感科技有限公司")
    bid = bid_again(town.sealed(item, firm, bid_budget="500", grant_asked="300"))
    town.unsealed(item)

    page = text_of(client_of(town.officer), of(bid))

    assert "自筹资金2,000,000.00元，本轮要求不低于3,000,000.00元" in page
    assert "badge-bad" in page


@stage(Scene.two_bids)
def test_the_officer_admits_what_the_rules_admit_and_nothing_else(staged: Staged) -> None:
    town, _, (bid, other) = staged
    related(town, other)
    officer = client_of(town.officer)

    good, bad = (officer.post(of(one, "desk_bid_step", "admit"), {}) for one in (bid, other))

    assert (good.status_code, bad.status_code) == (302, 409)
    assert "揭榜方与发榜单位不得有关联关系" in bad.content.decode()
    assert [fresh(one.case).state for one in (bid, other)] == ["reviewing", "checking"]


def related(town: Scene, bid: Bid) -> None:
    Relation.objects.create(
        party=town.unit, subject=bid.party, kind=RelationKind.SHAREHOLDER, share_bp=3000
    )


@stage(Scene.bidding)
def test_a_bid_is_rejected_with_a_reason_only(staged: Staged) -> None:
    town, item, _ = staged
    firm = town.bidder("远方传感科技有限公司")
    bid = bid_again(town.sealed(item, firm, bid_budget="500", grant_asked="300"))
    town.unsealed(item)
    officer, step = client_of(town.officer), of(bid, "desk_bid_step", "reject")

    silent, told = (officer.post(step, {"reason": why}) for why in ("", "自筹资金不足"))

    assert (silent.status_code, told.status_code) == (409, 302)
    assert fresh(bid.case).state == "objected"


@stage(Scene.bidding)
def test_what_the_rule_does_not_know_is_supplied_with_a_document(staged: Staged) -> None:
    town, item, _ = staged
    unread = party("未查询科技有限公司", region=FAR)
    bid = town.sealed(item, (person("unread", Role.ENTERPRISE, of=unread), unread))
    town.unsealed(item)
    officer = client_of(town.officer)
    before = text_of(officer, of(bid))

    answer = officer.post(of(bid, "desk_supply"), finding())

    after = text_of(officer, of(bid))
    row = SuppliedFinding.objects.get()
    assert before.count(">补充规则不知道的事实<") == 2
    assert answer.status_code == 302
    assert (row.kind, row.is_found, row.document.name) == ("honesty", False, "query.pdf")
    assert "查询无记录" in after
    assert after.count(">补充规则不知道的事实<") == 1


@stage(Scene.two_bids)
def test_nobody_overrules_by_hand_what_the_rule_found(staged: Staged) -> None:
    town, _, (bid, _) = staged
    related(town, bid)
    files = SuppliedFinding.objects.count()

    answer = client_of(town.officer).post(of(bid, "desk_supply"), finding(kind="no_affiliation"))

    assert answer.status_code == 409
    assert "人工不能推翻" in answer.content.decode()
    assert SuppliedFinding.objects.count() == files


@pytest.mark.parametrize("left_out", ["is_found", "statement", "source", "document"])
@stage(Scene.two_bids)
def test_a_fact_needs_its_finding_source_and_document(staged: Staged, left_out: str) -> None:
    town, _, (bid, _) = staged
    given = {name: value for name, value in finding().items() if name != left_out}

    answer = client_of(town.officer).post(of(bid, "desk_supply"), given)

    assert answer.status_code == 422
    assert not SuppliedFinding.objects.exists()


@pytest.mark.parametrize("name", ["desk_supply", "desk_check"])
@stage(Scene.two_bids)
def test_auditors_add_no_facts_and_ask_no_rules(staged: Staged, name: str) -> None:
    _, _, (bid, _) = staged
    checks = CheckResult.objects.count()

    answers = {
        who: reader(who).post(of(bid, name), finding()).status_code
        for who in ("auditor", "enterprise", "harbour clerk")
    }

    assert answers == {"auditor": 403, "enterprise": 403, "harbour clerk": 404}
    assert CheckResult.objects.count() == checks


@stage(Scene.two_bids)
def test_the_rules_are_asked_again_and_every_answer_is_kept(staged: Staged) -> None:
    town, _, (bid, _) = staged
    officer = client_of(town.officer)

    answer = officer.post(of(bid, "desk_check"), {})

    page = text_of(officer, of(bid))
    assert answer.status_code == 302
    assert bid.checks.count() == 10
    assert "启封" in page
    assert "重新核查" in page


@stage(Scene.two_bids)
def test_a_competitor_who_works_for_the_bureau_finds_no_bid(staged: Staged) -> None:
    town, _, (own, other) = staged
    clerk = client_of(town.also_officer(town.bidders[0][0]))

    assert [clerk.get(of(bid)).status_code for bid in (own, other)] == [404, 404]


@stage(nothing)
def test_the_officer_reads_what_the_procedure_lets_officers_read(town: Scene) -> None:
    source = PROCEDURES["challenge-bid"].source
    hidden = source.replace(OFFICER_SEES, OFFICER_SEES.replace("officer, ", ""))
    enter_procedure(by=reviews.OFFICER, at=OPENED + ONE_DAY, content=hidden)
    version = entered("jinan-challenge")
    town.programme = open_programme(
        by=town.officer, at=OPENED, code="hidden", year=2026, title="经办人不看", version=version
    )
    item, (bid, _) = town.two_bids()

    officer, auditor = client_of(town.officer), reader("auditor")

    for url in (of(bid), address("desk_item", item.number)):
        assert "远方传感科技" not in text_of(officer, url)
        assert "远方传感科技" in text_of(auditor, url)


@stage(Scene.two_bids)
def test_the_review_is_started_from_the_item_and_led_to(staged: Staged) -> None:
    town, item, bids = staged
    officer, step = client_of(town.officer), address("desk_item_step", item.number, "finish_check")

    early = officer.post(step, {})
    for bid in bids:
        do(bid.case, "admit", town.officer, "2026-04-20T08:00")
    sent = officer.post(step, {})

    page = text_of(officer, address("desk_item", item.number))
    assert early.status_code == 409
    assert "还有方案没有审查" in early.content.decode()
    assert sent.status_code == 302
    assert f"/reviews/rounds/{item.number.lower()}/" in page
    assert "评分一次开封之前" in page
