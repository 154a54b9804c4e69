"""Projects that are over: one accepted and used, one that failed honestly."""

from __future__ import annotations

from kechuang.demo.challenges.acting import (
    OFFICER,
    TREASURER,
    fresh,
    hand_in,
    player,
    step,
    write,
)
from kechuang.demo.challenges.awarding import approve, choose, propose
from kechuang.demo.challenges.contracting import contract, sign_item
from kechuang.demo.challenges.days import at
from kechuang.demo.challenges.judging import close, drawn, report, seats
from kechuang.demo.challenges.projects import (
    accept,
    completion,
    judge,
    milestone,
    score,
    show,
    spend,
    stage,
    start,
)
from kechuang.demo.challenges.scenes.reviews import admitted
from kechuang.demo.challenges.stories import Offer, Story, story
from kechuang.programmes.models import Award, ListedItem, ProgrammeRound
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.services import execution
from kechuang.programmes.services.contracting.handing_over import ends_on
from kechuang.programmes.states_of_execution import Cause, FollowUpKind, Grade

FAILURE = (
    "两处海区六个月挂板均在第四个月被生物膜填平微沟槽，改变沟槽尺寸与接枝密度共五轮仍不能复现实验室结果；"
    "团队按任务书投入、数据可追溯，继续投入已无技术依据。"
)
FOUND = (
    (FollowUpKind.APPLICATION, "在三个供电区段的巡检平台上线", None),
    (FollowUpKind.CONTRACT, "巡检图像识别软件许可与服务合同", 860_000_00),
)


def closed_project(programme: ProgrammeRound) -> None:
    """Accepted in August; evaluated three months later, with what came of it."""
    told = story("insulator-defects")
    item = _awarded(
        programme,
        told,
        (("01-05", "01-07", "01-08", "01-13"), ("01-22", "02-05")),
        ("02-06", "02-24", "02-26", "02-27", "03-02", "03-11"),
    )
    award, offer = Award.objects.get(item=item), told.offers[0]
    plan = (
        start(4_000, "03-31"),
        stage("样本合成与识别模型完成", "盲样测试报告", "05-29", 3_000),
        completion(ends_on(award), 3_000),
    )
    row = contract(award, offer, plan, "03-16")
    sign_item(row, offer, "03-16")
    show(milestone(row, 1), offer, "03-20", "数据脱敏协议签订，标注规范发布。")
    accept(milestone(row, 1), "03-25")
    show(milestone(row, 2), offer, "05-26", "合成样本四万张，盲样召回率93%。")
    score(milestone(row, 2), "05-27", 88, "优于阶段目标。")
    accept(milestone(row, 2), "05-29")
    spend(row, offer, "06-09", 128_000_00, ("示例算力中心（虚构）", "模型训练机时费", "testing"))
    _close(item, told, row, offer)


def failed_project(programme: ProgrammeRound) -> None:
    """Tried with diligence, shown to be infeasible, ended by two people with its file."""
    told = story("shark-skin")
    item = _awarded(
        programme,
        told,
        (("01-06", "01-08", "01-09", "01-14"), ("01-26", "02-06")),
        ("02-09", "02-25", "02-27", "03-02", "03-03", "03-12"),
    )
    award, offer = Award.objects.get(item=item), told.offers[0]
    plan = (
        start(3_000, "03-31"),
        stage("两处海区六个月浅海挂板", "挂板照片与附着量检测报告", "10-09", 4_000),
        completion(ends_on(award), 3_000),
    )
    row = contract(award, offer, plan, "03-18")
    sign_item(row, offer, "03-18")
    show(milestone(row, 1), offer, "03-24", "压印辊加工完成，两处海区挂板许可到位。")
    accept(milestone(row, 1), "03-27")
    spend(row, offer, "04-15", 142_000_00, ("示例模具厂（虚构）", "微沟槽压印辊加工费", "testing"))
    show(milestone(row, 2), offer, "10-12", "两处海区挂板六个月，附着面积分别达41%和56%。")
    score(milestone(row, 2), "10-14", 42, "数据真实完整，但未达到阶段目标。")
    _end(item, row)


def _awarded(
    programme: ProgrammeRound,
    told: Story,
    early: tuple[tuple[str, str, str, str], tuple[str, ...]],
    late: tuple[str, str, str, str, str, str],
) -> ListedItem:
    """An item with its only bid approved; ``late``: days of draw, reports, closing, choice,
    proposal and approval."""
    drawn_on, reported_on, closed_on, chosen_on, proposed_on, approved_on = late
    item, bids = admitted(programme, told, *early)
    review = drawn(item, drawn_on, f"虚构示例彩票 {drawn_on} 期 03 06 13 20 28 32")
    report(seats(review), bids, reported_on)
    close(item, told, review, closed_on)
    choose(item, told, bids[0], chosen_on)
    propose(item, proposed_on)
    approve(item, approved_on)
    return ListedItem.objects.get(pk=item.pk)


def _close(item: ListedItem, told: Story, row: Contract, offer: Offer) -> None:
    officer = player(OFFICER)
    step(player(offer.chief), at("07-27T09:00"), fresh(item.case), "apply_acceptance")
    show(milestone(row, 3), offer, "08-03", "盲样召回率94%，每千张人工复核50张，两条线路应用。")
    judge(row, told.demander, "08-06")
    accept(milestone(row, 3), "08-07")
    typed = {"acceptance_grade": "good", "demander_accepts": True}
    write(officer, at("08-10T09:00"), item.case, "acceptance", typed)
    lines = ["专家组评定为良好，需求方确认指标达成，同意结题。"]
    hand_in(officer, at("08-10T09:30"), item.case, "acceptance_record", "验收意见", lines)
    step(officer, at("08-10T10:00"), fresh(item.case), "accept")
    for kind, title, fen in FOUND:
        execution.record_follow_up(
            by=player(told.demander),
            at=at("10-30T10:00"),
            contract=row,
            found=execution.Found(2026, kind, title, fen),
        )
    execution.record_evaluation(
        by=officer,
        at=at("11-10T10:00"),
        contract=row,
        grade=Grade.GOOD,
        score=87,
        findings="三个供电区段上线使用，复核工作量下降八成，已形成一份许可合同。",
    )


def _end(item: ListedItem, row: Contract) -> None:
    officer = player(OFFICER)
    proposed = execution.propose_termination(
        by=officer,
        at=at("10-16T10:00"),
        contract=row,
        cause=Cause.HONEST_FAILURE,
        reason=FAILURE,
    )
    execution.confirm_termination(
        by=player(TREASURER),
        at=at("10-19T15:00"),
        termination=proposed,
        reason="原始数据与支出凭证齐全，符合勤勉尽责情形。",
    )
    lines = [FAILURE]
    hand_in(officer, at("10-20T09:00"), item.case, "honest_failure_file", "勤勉尽责说明", lines)
    step(officer, at("10-20T09:30"), fresh(item.case), "terminate", "见勤勉尽责说明")
