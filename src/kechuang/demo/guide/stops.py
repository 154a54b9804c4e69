"""One sentence for each log-in of the challenge programme, and the link that goes with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from kechuang.accounts.models import User
from kechuang.demo.challenges.loading import YEAR
from kechuang.demo.challenges.units import code_of
from kechuang.demo.guide.places import (
    bid_page,
    item_page,
    need_page,
    project_page,
    race_page,
    review_page,
)
from kechuang.demo.guide.recipients import LOOKS, recipients
from kechuang.demo.guide.seats import seen_at_the_desk
from kechuang.engines.wording import Text
from kechuang.programmes.models import ProgrammeRound


@dataclass(frozen=True)
class Stop:
    """A person to log in as: ``look`` says what to look at first, ``url`` leads there."""

    username: str
    full_name: str
    role: Text
    look: Text
    url: str


Sights = tuple[tuple[str, Text, Text, Callable[[], str]], ...]


SIGHTS: Sights = (
    (
        "demander",
        Text("需求方", "Demander"),
        Text(
            "接着填写“海工平台飞溅区”需求：指标还缺一项，资金未填，提交前会先说明能不能入榜。",
            "Go on writing the need for the splash zone: a target and the money are missing.",
        ),
        lambda: need_page("splash-zone", "cases:case"),
    ),
    (
        "bidder",
        Text("揭榜方（岚岭理工大学）", "Bidder (Lanling University of Technology)"),
        Text(
            "草稿“激光雷达轻量化”已填好、材料未传，12月1日17时截止；封存后立即给出回执。",
            "Your drafted bid for the lidar lacks its files; bids close on 1 December, 17:00.",
        ),
        lambda: bid_page("line-lidar", code_of("lanling"), "programmes:bid"),
    ),
    (
        "bidder2",
        Text("揭榜方（有预设关联）", "Bidder (with a planted conflict)"),
        Text(
            "“焊接层空洞检测”方案已启封：规则查出控股母公司同时持有发榜单位24%股份，不予通过后可申诉一次。",
            "The bid for void inspection was opened: its parent also holds 24 % of the demander.",
        ),
        lambda: bid_page("void-inspection", code_of("yanxi"), "programmes:bid"),
    ),
    (
        "bureau",
        Text("项目主管", "Programme officer"),
        Text(
            "先办两件：认定“塔筒免喷砂涂层”是否与在研项目重复；再看形式审查里规则找到的关联路径。",
            "Rule on the need that may repeat a running project, then read the affiliation found.",
        ),
        lambda: need_page("tower-again", "programmes:desk_need"),
    ),
    (
        "bureau2",
        Text("形式审查与评审经办", "Second officer"),
        Text(
            "看进行中的匿名评审：抽签可由任何人复算，一人回避后由同一次抽签递补，分数未开封谁也看不到。",
            "Follow the blind review: a draw anybody can recompute, a recusal, sealed scores.",
        ),
        lambda: review_page("silicon-carbide"),
    ),
    (
        "bureau3",
        Text("第二审批人", "Second approver"),
        Text(
            "看公示中的“压载舱涂料”：有人提出异议，公示期停表；异议答复后才轮到两人审批，提出建议的人不能批。",
            "An award stands still for an objection; two others than its officer will approve.",
        ),
        lambda: item_page("ballast-tank", "programmes:desk_item"),
    ),
    (
        "treasurer",
        Text("财务复核", "Treasurer"),
        Text(
            "看赛马项目：第一次考核后一队晋级、一队暂缓，暂缓的一队节点不能付款。",
            "The race after its first gate: one lane promoted and paid, one held back.",
        ),
        lambda: race_page("swarm-inspection"),
    ),
    (
        "chief",
        Text("技术总师", "Technical chief"),
        Text(
            "“风电塔筒涂层”第三个里程碑11月30日到期：上传现场涂装见证记录后报告，两人验收才拨款。",
            "The third milestone is due on 30 November: attach its evidence and report it.",
        ),
        lambda: project_page("wind-tower", "programmes:project"),
    ),
    (
        "assistant",
        Text("科研财务助理", "Research finance assistant"),
        Text(
            "看支出：礼品卡被负面清单当场拒付并引用条目原文，一笔招待费待人核对；再登记一笔试试。",
            "Gift cards were refused in the list's words, one meal is doubtful; enter another.",
        ),
        lambda: project_page("wind-tower", "programmes:spending"),
    ),
    (
        "auditor",
        Text("审计", "Auditor"),
        Text(
            "看失败项目的尽职免责档案：每个决定都来自审计链，可逐条核对；再看结题项目的绩效评价。",
            "Read the diligence file of the failed project: every decision is on the chain.",
        ),
        lambda: project_page("shark-skin", "programmes:ending"),
    ),
)
EXPERT, DESK = Text("评审专家", "Expert"), "reviews:desk"
EXPERTS = ("expert", "expert2", "expert3", "expert4", "expert5", "expert6")


def guided_stops() -> Iterator[Stop]:
    """Every guided log-in; none where the challenges were not built."""
    if not ProgrammeRound.objects.filter(code=YEAR).exists():
        return
    people = {user.username: str(user) for user in User.objects.filter(username__in=_names())}
    for username, role, look, url in recipients():
        yield Stop(username, people[username], role, look, url)
    for username, role, look, place in SIGHTS:
        yield Stop(username, people[username], role, look, place())
    for username in EXPERTS:
        look = seen_at_the_desk(username)
        yield Stop(username, people[username], EXPERT, look, reverse(DESK))


def _names() -> list[str]:
    return [*LOOKS, *(sight[0] for sight in SIGHTS), *EXPERTS]
