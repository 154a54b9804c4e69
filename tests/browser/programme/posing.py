"""From the year's plan to the list: a need is drafted, filed, scored, listed and published."""

from __future__ import annotations

from tests.browser.programme.players import Player
from tests.browser.programme.story import Story
from tests.browser.programme.town import OFFICER, SECOND, THIRD

PLAN, TITLE = "yunlan-2026", "云澜市2026年揭榜挂帅"
TOPIC = "功率模块焊接层空洞在线无损检测装备"
TARGETS = (
    ("空洞检出下限", "0.5毫米", "不大于0.1毫米", "标准试样比对"),
    ("单模块检测节拍", "90秒", "不大于12秒", "产线连续八小时实测"),
)
MARKS = {"clear_target": 22, "real_gap": 21, "money_secured": 16, "not_a_purchase": 13, "worth": 12}


def opens_a_plan(officer: Player) -> None:
    officer.opens("/programmes/desk/packs/")
    row = officer.page.locator("tr", has_text="云澜市揭榜挂帅")
    with officer.page.expect_navigation():
        row.get_by_role("link", name="据此开设").click()
    officer.fills(code=PLAN, title=TITLE, field__lanes="1", field__stage_gates="1")
    officer.fills(field__has_equal_start="no")
    officer.page.select_option("[name=line]", index=1)
    officer.presses("开设计划", within="main .form-actions")
    assert officer.path == f"/programmes/desk/rounds/{PLAN}/"


def files_a_need(demander: Player) -> str:
    """The number of the need's case."""
    demander.opens("/programmes/mine/")
    demander.presses("提出技术需求", within="main")
    demander.fills(title=TOPIC)
    demander.presses("开始填写需求表", within="main")
    number = demander.path.split("/")[2]
    _fills_in(demander)
    demander.opens(f"/cases/{number}/")
    assert "还不能办" in demander.page.inner_text("#step-file_need")
    demander.attaches("need_commitment", "需求方出资承诺书", "承诺按任务书约定出资。")
    demander.takes("file_need")
    return number


def _fills_in(demander: Player) -> None:
    assert demander.page.input_value("[name='field.topic']") == TOPIC
    demander.fills(
        field__is_legal_person="yes",
        field__no_rd_two_years="no",
        field__ordinary_purchase="no",
        field__list_class="enterprise",
        field__years="2",
        field__budget="560",
        field__own_funds="400",
        field__rd_last_year="1480",
        field__contact__name="宁知远",
        field__is_consortium="no",
    )
    for row, target in enumerate(TARGETS):
        if row:
            demander.adds_a_row("targets", row)
        for column, told in zip(("indicator", "present", "wanted", "proof"), target, strict=True):
            demander.fills(**{f"field__targets__{row}__{column}": told})
    demander.saves()


def examines(story: Story, number: str) -> None:
    """Two people score the need, the officer looks for what it repeats and admits it."""
    for name in (SECOND, THIRD):
        scorer = story[name]
        scorer.opens(f"/programmes/desk/needs/{number}/")
        scorer.fills(**{code: str(mark) for code, mark in MARKS.items()})
        scorer.presses("保存评分", within="main")
    officer = story[OFFICER]
    officer.opens(f"/programmes/desk/needs/{number}/")
    officer.presses("查重", within="#duplicates")
    officer.fills(within="#duplicates", repeats="none", reason="与检索到的成果指标和场景不同。")
    officer.presses("保存认定", within="main")
    officer.takes("list_need")


def publishes(officer: Player, opens_on: str) -> str:
    """The number of the listed item."""
    officer.opens(f"/programmes/desk/rounds/{PLAN}/list/")
    officer.fills(bids_open_on=opens_on)
    officer.presses("公布所选", within="main")
    return officer.page.locator("main tbody th a").last.inner_text()
