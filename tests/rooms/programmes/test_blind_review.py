"""What the blind review of an item knows: who has a stake in it, whose names are replaced, whom a
bidder does not want, and what the round's options say."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest

from kechuang.base.blinding import blind_document
from kechuang.base.roles import Role
from kechuang.files.storage import path_of
from kechuang.parties.models import Party, Relation
from kechuang.parties.states import RelationKind
from kechuang.programmes import services as programmes
from kechuang.programmes.models import Bid, ListedItem
from kechuang.programmes.states import CheckKind
from kechuang.reviews import services as reviewing
from kechuang.reviews.models import Expert, ReviewRound, Submission
from kechuang.reviews.presenting.rounds import rules_of
from kechuang.reviews.selectors.candidates import candidates_of
from kechuang.reviews.selectors.facts import gathered, round_conflicts
from kechuang.reviews.selectors.known_names import known_names
from kechuang.reviews.states import Method, TieKind
from tests.base.registry.cast import party, person
from tests.rooms.programmes.keeping import Staged, nothing, stage
from tests.rooms.programmes.scene import (
    Scene,
    at,
    bid_again,
    do,
    item_again,
    named,
    paper,
    scene,
)
from tests.rooms.reviews import town as reviews

pytestmark = pytest.mark.django_db
NAMELESS = {"code": "", "name": "秘密协作研究院（筹）"}


@pytest.fixture
def town(kept_stage: Scene) -> Scene:
    return kept_stage.again()


def rules_about(row: Expert, review_round: ReviewRound) -> list[set[str]]:
    """The certain conflicts of an expert with each submission of the round."""
    facts = gathered(review_round, candidates_of(review_round))
    found = [one for one in round_conflicts(facts) if one.expert == str(row.pk) and one.is_certain]
    keys = [str(one.pk) for one in facts.submissions]
    return [{one.rule for one in found if one.proposal == key} for key in keys]


def employed(name: str, unit: Party) -> Expert:
    """An expert of whom the register of experts says that they work at ``unit``."""
    return reviews.expert(name, unit, reviews.PLACES[1], person(name, Role.EXPERT))


@stage(Scene.reviewing)
def test_the_demanders_and_the_rivals_staff_judge_nothing_in_the_item(staged: Staged):
    town, item, bids = staged
    own = [bid.submission.submission_id for bid in bids]
    rival = employed("竞争方员工", bids[0].party)
    demander = employed("发榜单位员工", town.unit)

    of_rival, of_demander = (rules_about(one, item.review.round) for one in (rival, demander))

    place = sorted(own).index(own[0])
    assert of_rival[place] == {"unit.same"}
    assert of_rival[1 - place] == {"rival.unit.same"}
    assert of_demander == [{"stake.unit.same"}] * 2


@stage(nothing)
def test_owners_branches_former_staff_and_kin_of_the_demander_are_barred(town: Scene):
    owner, branch = party("云港控股集团"), party("云澜甲科技有限公司一分公司")
    Relation.objects.create(party=town.unit, subject=owner, kind=RelationKind.PARENT)
    Relation.objects.create(party=town.unit, subject=branch, kind=RelationKind.BRANCH)
    item, _ = town.reviewing()
    rows = [employed("母公司员工", owner), employed("分公司员工", branch)]
    away = party("第九研究院")
    rows += [employed("前员工", away), employed("联系人亲属", away)]
    reviews.state(rows[2], reviewing.NewPost(party=town.unit, until=date(2025, 12, 31)))
    reviews.state(rows[3], reviewing.NewTie(TieKind.KIN, "张三"))

    found = [rules_about(row, item.review.round) for row in rows]

    rules = ["stake.unit.parent", "stake.unit.legal", "stake.unit.former", "stake.tie.kin"]
    assert found == [[{rule}] * 2 for rule in rules]


@stage(Scene.two_bids)
def test_a_bidder_that_was_not_admitted_has_its_stake_too(staged: Staged):
    town, item, bids = staged
    programmes.supply_finding(
        by=town.officer, at=at("2026-04-19T09:00"), bid=bids[0], kind=CheckKind.HONESTY,
        is_found=True, statement="有失信记录", source="公示系统", document=paper(town.officer),
    )  # fmt: skip
    do(bids[0].case, "reject", town.officer, "2026-04-20T08:00")
    do(bids[0].case, "let_stand", town.bidders[0][0].actor, "2026-04-20T08:30")
    do(bids[1].case, "admit", town.officer, "2026-04-20T09:00")
    do(item.case, "finish_check", town.officer, "2026-04-20T10:00")

    row = employed("落选方员工", bids[0].party)

    assert rules_about(row, item_again(item).review.round) == [{"stake.unit.same"}]


def with_a_nameless_member(town: Scene, **changes: Any) -> tuple[ListedItem, Bid]:
    """A consortium, of which one member is no registered party, sent to the review."""
    item = town.bidding()
    lead = town.bidder("远方传感科技有限公司")
    rows = [(named(lead[1]), "60"), (NAMELESS, "40")]
    members = [{"unit": unit, "duty": "研发", "share": share} for unit, share in rows]
    bid = town.sealed(item, lead, bids_with_partners=True, members=members, **changes)
    town.unsealed(item)
    bid = bid_again(bid)
    for kind in (CheckKind.AFFILIATION, CheckKind.HONESTY):
        programmes.supply_finding(
            by=town.officer, at=at("2026-04-19T09:00"), bid=bid, kind=kind, is_found=False,
            statement="已核查", source="公示系统", document=paper(town.officer, f"{kind}.pdf"),
        )  # fmt: skip
    do(bid.case, "admit", town.officer, "2026-04-20T09:00")
    do(item.case, "finish_check", town.officer, "2026-04-20T10:00")
    return item_again(item), bid_again(bid)


@stage(nothing)
def test_a_member_that_no_register_knows_is_compared_and_replaced_by_its_name(town: Scene):
    item, _ = with_a_nameless_member(town)
    row = reviews.expert("协作院员工", None, reviews.PLACES[1], person("协作院员工", Role.EXPERT))
    reviews.state(row, reviewing.NewPost(unit_name="秘密协作研究院 (筹)"))

    assert rules_about(row, item.review.round) == [{"unit.same"}]
    assert NAMELESS["name"] in forms_of(Submission.objects.get())["unit"]


def forms_of(one: Submission) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name in known_names(one):
        found.setdefault(name.kind, set()).update(name.forms)
    return found


@stage(Scene.reviewing)
def test_account_and_code_of_the_chief_are_replaced_in_the_copies(staged: Staged):
    _, _, bids = staged

    forms = forms_of(Submission.objects.get(reference=bids[0].case.number))

    assert "6222000099990000" in forms["bank_account"]
    assert f"ID of {bids[0].party.name}" in forms["identity_number"]
    assert "外省示例路1号" in forms["address"]


@stage(Scene.bidding)
def test_experts_the_bidder_calls_unsuitable_are_barred_from_its_bid_alone(staged: Staged):
    town, item, _ = staged
    unit = party("第七研究院")
    row = employed("王不公", unit)
    namesake = reviewing.NewExpert("王不公", ("520",), "推荐")
    reviewing.register_expert(by=reviews.OFFICER, at=reviews.AT, expert=namesake)
    listed = [{"expert": "王不公", "expert_unit": unit.name, "why": "有过诉讼"}]
    first = town.sealed(item, town.bidder("远方甲公司"), unsuitable_experts=listed)
    second = town.sealed(item, town.bidder("远方乙公司"))
    town.unsealed(item)
    for bid in (first, second):
        do(bid_again(bid).case, "admit", town.officer, "2026-04-20T09:00")
    do(item.case, "finish_check", town.officer, "2026-04-20T10:00")

    review_round = item_again(item).review.round

    of_first = Submission.objects.get(reference=bid_again(first).case.number)
    assert [(one.expert, one.reason) for one in of_first.exclusions.all()] == [(row, "有过诉讼")]
    assert sorted(map(len, rules_about(row, review_round))) == [0, 1]


@stage(Scene.bidding)
def test_a_bidder_excludes_three_experts_at_most(staged: Staged):
    town, item, _ = staged
    listed = [{"expert": f"专家{n}", "expert_unit": "某院", "why": "不适宜"} for n in range(4)]

    with pytest.raises(AssertionError, match="unsuitable_experts"):
        town.sealed(item, town.bidder("远方甲公司"), unsuitable_experts=listed)


@stage(Scene.reviewing)
def test_an_expert_away_within_the_review_is_not_asked(staged: Staged):
    _, item, _ = staged
    row = employed("中途出国", party("第九研究院"))
    days = date(2026, 5, 11), date(2026, 5, 12)
    reviewing.block_dates(
        by=reviews.OFFICER, at=reviews.AT, expert=row, first_on=days[0], last_on=days[1]
    )

    assert rules_about(row, item.review.round) == [{"blocked_date"}] * 2


@stage(nothing)
def test_the_round_judges_as_the_packs_options_say(kept_stage: Scene):
    town = scene(
        code="optional", prefix="optional ", with_money=False,
        assigned_by="lottery", pair_cap=40, expert_fields=("520",), load_limit=4, region_at_most=2,
        former_post_years=5, joint_work_years=6, tie_rule="first_criterion",
    )  # fmt: skip
    item, _ = town.reviewing()

    found = item.review.round

    assert (found.method, found.pair_cap_bp) == (Method.LOTTERY, 4_000)
    assert (found.fields, found.load_limit, found.region_at_most) == (["520"], 4, 2)
    assert (found.former_post_years, found.conflict_years["coauthor"]) == (5, 6)
    assert found.ties == ["criterion:fit"]
    told = dict(rules_of(found))
    assert told["每对概率上限"] == "40.00%"
    assert told["利害关系方（一律回避）"] == "发榜单位"
    assert told["同分规则"] == "“对榜单指标的响应”高者在前"


@stage(Scene.reviewing)
def test_without_options_the_round_is_drawn_as_before(staged: Staged):
    _, item, _ = staged

    found = item.review.round

    assert (found.method, found.fields, found.load_limit) == (Method.DRAW, [], 10)
    assert (found.region_at_most, found.pair_cap_bp, found.ties) == (None, None, ["lowest"])
    assert (found.former_post_years, found.conflict_years["coauthor"]) == (3, 3)


@stage(nothing)
def test_the_people_of_the_team_are_compared_and_replaced(town: Scene):
    team = [
        {"person": {"name": "周同门"}, "duty": "算法"},
        {"person": {"name": "吴实名", "code": "ID 吴实名"}, "duty": "材料"},
    ]
    item, _ = with_a_nameless_member(town, team=team)
    pupil, oneself = employed("师兄", party("第九研究院")), employed("吴实名", party("第八研究院"))
    reviews.state(pupil, reviewing.NewTie(TieKind.MENTOR, "周同门"))

    found = [rules_about(row, item.review.round) for row in (pupil, oneself)]

    assert found[0] == [{"tie.mentor"}]
    assert "person.self" in found[1][0]
    assert {"周同门", "吴实名"} <= forms_of(Submission.objects.get())["person"]


@stage(nothing)
def test_reviewers_read_what_is_asked_and_promised_without_a_name(town: Scene):
    means = f"由{NAMELESS['name']}的周同门完成镀膜"
    answers = [{"target": "温度", "promised": "950", "means": means}]
    team = [{"person": {"name": "周同门"}, "duty": "镀膜"}]
    with_a_nameless_member(town, answers=answers, team=team)
    one = Submission.objects.get()
    original = one.originals.get(number=2)

    copy = blind_document(
        path_of(original.file.digest), name=original.file.name, names=known_names(one), number=2
    )

    told = docx.Document(BytesIO(copy.content))
    cells = [cell.text for table in told.tables for row in table.rows for cell in row.cells]
    assert {"900", "第三方检测", "950"} <= set(cells)
    assert "镀膜" in cells[-1]
    assert NAMELESS["name"] not in cells[-1]
    assert "周同门" not in cells[-1]
