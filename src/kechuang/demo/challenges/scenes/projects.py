"""Projects under way: one alone, and two lanes of a race after their first gate."""

from __future__ import annotations

from datetime import date

from kechuang.demo.challenges.acting import OFFICER, TREASURER, player
from kechuang.demo.challenges.awarding import approve, choose, propose
from kechuang.demo.challenges.contracting import contract, sign_item
from kechuang.demo.challenges.days import at, on
from kechuang.demo.challenges.judging import close, drawn, report, seats
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
from kechuang.programmes.models import Award, ProgrammeRound
from kechuang.programmes.models.execution import Contract, Gate
from kechuang.programmes.services import execution

JUDGES = ("expert", "expert3", "expert5")
GATE_MARKS = ((86, 84, 88), (57, 54, 58))
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
    offer, ends_on = told.offers[0], date(2027, 11, 19)
    row = contract(
        Award.objects.get(item=item),
        told,
        offer,
        (
            start(3_000, "05-31"),
            later("配方定型，中性盐雾通过六千小时换算", "第三方检测报告", "09-30", 3_000),
            later("海上塔筒现场试涂三百平方米", "现场涂装见证记录、附着力检测报告", "11-30", 2_000),
            completion(ends_on, 2_000),
        ),
        ("05-20", ends_on),
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
    ends_on = date(2027, 11, 30)
    lanes = []
    for award, offer in zip(Award.objects.filter(item=item), told.offers, strict=True):
        plan = (
            start(6_000, "06-30"),
            later("八架编队协同飞行", "第三方见证飞行报告", "10-30", 2_000, gate=1),
            completion(ends_on, 2_000),
        )
        lanes.append(contract(award, told, offer, plan, ("06-01", ends_on)))
    sign_item(lanes[0], told.offers[0], "06-01")
    for row, offer in zip(lanes, told.offers, strict=True):
        show(milestone(row, 1), offer, "06-08", "编队场地与空域批复到位，首架样机试飞。")
        accept(milestone(row, 1), "06-10")
    _first_gate(lanes)
    show(milestone(lanes[0], 2), told.offers[0], "11-02", "八架编队连续飞行四小时，缺陷召回率95%。")
    score(milestone(lanes[0], 2), "11-03", 86, "与阶段考核结果一致。")
    accept(milestone(lanes[0], 2), "11-06")


def _first_gate(lanes: list[Contract]) -> Gate:
    terms = execution.GateTerms(number=1, due_on=on("10-30"), floor=60, held_from=50)
    gate = execution.open_gate(
        by=player(OFFICER), at=at("10-20T09:00"), item=lanes[0].item, terms=terms
    )
    for row, marks, comment in zip(lanes, GATE_MARKS, GATE_COMMENTS, strict=True):
        for expert, mark in zip(JUDGES, marks, strict=True):
            execution.score_lane(
                by=player(expert),
                at=at("10-28T16:00"),
                gate=gate,
                contract=row,
                score=mark,
                comment=comment,
            )
    gate = execution.propose_gate(by=player(OFFICER), at=at("10-29T10:00"), gate=gate)
    return execution.close_gate(by=player(TREASURER), at=at("10-30T10:00"), gate=gate)
