"""Projects under way: one alone, and two lanes of a race after their first gate."""

from __future__ import annotations

from dataclasses import replace

from kechuang.demo.challenges.awarding import approve, choose, propose
from kechuang.demo.challenges.contracting import contract, sign_item
from kechuang.demo.challenges.judging import close, drawn, report, seats
from kechuang.demo.challenges.lanes import decide, invite, judge, open_gate, rule
from kechuang.demo.challenges.lanes import report as report_stage
from kechuang.demo.challenges.lanes import start as start_lane
from kechuang.demo.challenges.projects import (
    accept,
    completion,
    milestone,
    score,
    show,
    spend,
    start,
)
from kechuang.demo.challenges.projects import stage as later
from kechuang.demo.challenges.scenes.reviews import admitted
from kechuang.demo.challenges.stories import story
from kechuang.programmes.models import Award, ListedItem, ProgrammeRound
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.services import execution
from kechuang.programmes.services.contracting.handing_over import ends_on

JUDGES = ("expert", "expert3", "expert5")
GATE_MARKS = ((86, 84, 88), (57, 54, 58))
MEASURED = (("8架", "86千米", "95%"), ("6架", "52千米", "91%"))
GATE_COMMENTS = (
    "八架编队连续飞行达标，断网续飞数据完整。",
    "六架编队通过，第七架起定位漂移，须补测。",
)
EXPENSES = (
    (
        "06-24",
        186_500_00,
        ("示例石墨烯材料厂（虚构）", "采购石墨烯浆料与环氧树脂材料", "materials"),
    ),
    ("07-16", 64_800_00, ("示例检测中心（虚构）", "中性盐雾与附着力检测费", "testing")),
    ("08-12", 21_360_00, ("示例航旅服务社（虚构）", "赴海上风场现场试涂差旅", "travel")),
    ("09-29", 5_000_00, ("示例百货（虚构）", "购买超市礼品卡用于节日慰问", "other")),
    ("10-19", 3_280_00, ("示例酒店（虚构）", "项目阶段会后招待外地专家用餐", "travel")),
    ("11-12", 98_000_00, ("示例仪器公司（虚构）", "电化学工作站，用于涂层失效监测", "equipment")),
)


def running_project(programme: ProgrammeRound) -> None:
    """Two milestones are paid, the third waits for its evidence; one expense was refused."""
    told = story("wind-tower")
    item, bids = admitted(
        programme, told, ("02-24", "03-03", "03-05", "03-11"), ("03-24", "03-27", "04-08")
    )
    review = drawn(item, "04-09", "虚构示例彩票 2026040 期 01 07 14 22 25 31")
    report(seats(review), bids, "04-20")
    close(item, told, review, "04-27")
    choose(item, told, bids[0], "04-29")
    propose(item, "05-06")
    approve(item, "05-14")
    award, offer = Award.objects.get(item=item), told.offers[0]
    row = contract(
        award,
        offer,
        (
            start(3_000, "05-31"),
            later("配方定型，中性盐雾通过六千小时换算", "第三方检测报告", "09-30", 3_000),
            later("海上塔筒现场试涂三百平方米", "现场涂装见证记录、附着力检测报告", "11-30", 2_000),
            completion(ends_on(award), 2_000),
        ),
        "05-20",
    )
    sign_item(row, offer, "05-20")
    show(milestone(row, 1), offer, "05-25", "团队到位，试验线与样板间已启用。")
    accept(milestone(row, 1), "05-28")
    show(milestone(row, 2), offer, "09-24", "第十二版配方定型，盐雾换算六千二百小时无起泡。")
    score(milestone(row, 2), "09-28", 85, "数据完整，平行样一致。")
    accept(milestone(row, 2), "09-30")
    for day, fen, what in EXPENSES:
        spend(row, offer, day, fen, what)


def race(programme: ProgrammeRound) -> None:
    """Both teams began with the same money; at the first gate one passed, one was held back."""
    told = story("swarm-inspection")
    item, bids = admitted(
        programme, told, ("03-02", "03-09", "03-12", "03-18"), ("04-01", "04-03", "04-14")
    )
    review = drawn(item, "04-15", "虚构示例彩票 2026043 期 05 09 12 18 24 29")
    report(seats(review), bids, "04-27")
    close(item, told, review, "05-06")
    choose(item, told, bids[0], "05-08")
    propose(item, "05-11")
    approve(item, "05-20")
    lanes = [
        contract(award, offer, _gated(award), "06-01")
        for award, offer in zip(Award.objects.filter(item=item), told.offers, strict=True)
    ]
    sign_item(lanes[0], told.offers[0], "06-01")
    for row, offer in zip(lanes, told.offers, strict=True):
        show(milestone(row, 1), offer, "06-08", "编队场地与空域批复到位，首架样机试飞。")
        accept(milestone(row, 1), "06-10")
        start_lane(row, "06-10")
    for row, offer, measured in zip(lanes, told.offers, MEASURED, strict=True):
        report_stage(row, told, offer, measured, "10-19")
    _first_gate(ListedItem.objects.get(pk=item.pk), lanes)
    show(milestone(lanes[0], 2), told.offers[0], "11-02", "八架编队连续飞行四小时，缺陷召回率95%。")
    score(milestone(lanes[0], 2), "11-03", 86, "与阶段考核结果一致。")
    accept(milestone(lanes[0], 2), "11-06")


def _gated(award: Award) -> tuple[execution.MilestonePlan, ...]:
    """A lane's plan: what the round pays at the start, and behind each of its two gates."""
    return (
        start(6_000, "06-30"),
        later("八架编队协同飞行", "第三方见证飞行报告", "10-30", 2_400, gate=1),
        replace(completion(ends_on(award), 1_600), gate=2),
    )


def _first_gate(item: ListedItem, lanes: list[Contract]) -> None:
    """Three experts judge blindly; one lane goes on, the other is held back to improve."""
    gate = open_gate(item, lanes, ("10-20", "10-30"))
    opinions = dict(zip(lanes, GATE_COMMENTS, strict=True))
    for place, invitation in enumerate(invite(gate, JUDGES, "10-20")):
        marks = {row: given[place] for row, given in zip(lanes, GATE_MARKS, strict=True)}
        judge(invitation, marks, opinions, "10-28")
    decide(gate, ("10-29", "10-30"))
    rule(lanes[0], "promote", "10-30")
    rule(lanes[1], "hold_back", "10-30", "第七架起定位漂移，限期补测")
