"""The end: acceptance by a panel and by the demander, the last money, the evaluation."""

from __future__ import annotations

from tests.browser.programme.players import Player
from tests.browser.programme.running import acts
from tests.browser.programme.story import Story
from tests.browser.programme.town import DEMANDER, OFFICER

PANEL = {"欧阳霁": 88, "钟离砚": 84, "厉闻舟": 86}
"""Experts of the register with their scores; the first is the head."""
PASSED = "完成任务书约定的全部指标，资料齐全，同意通过验收。"


def applies(chief: Player, case: str) -> None:
    chief.opens(f"/cases/{case}/")
    chief.takes("apply_acceptance")


def clears(officer: Player, contract: str) -> None:
    """An expense that the list left to a person."""
    officer.opens(f"/programmes/projects/{contract}/spending/1/")
    acts(officer, "核对后可列支", reason="合同、发票与验收单一致，用于本项目。")


def judge(story: Story, contract: str) -> None:
    """The panel's opinion and the demander's."""
    officer, demander, on = story[OFFICER], story[DEMANDER], story.hour[:10]
    page = f"/programmes/projects/{contract}/acceptance/"
    officer.opens(page)
    officer.presses("记录专家组意见", within="main")
    for place, (name, score) in enumerate(PANEL.items(), start=1):
        officer.finds(f"expert_{place}", name)
        officer.fills(**{f"score_{place}": str(score)})
    officer.fills(head="1", grade="good", text=PASSED, held_on=on)
    officer.submits("main form")
    demander.opens(page)
    acts(demander, "表示需求方意见", accepts="yes", text="产线试用三个月，确认达到需求指标。")


def closes(officer: Player, case: str) -> None:
    """The form of the acceptance, its record, and the last step."""
    officer.opens(f"/cases/{case}/forms/acceptance/")
    officer.fills(field__acceptance_grade="good", field__demander_accepts="yes")
    officer.saves()
    officer.opens(f"/cases/{case}/")
    officer.attaches("acceptance_record", "验收意见", PASSED)
    officer.takes("accept")
    assert "已结题" in officer.text


def evaluates(officer: Player, contract: str) -> None:
    page = f"/programmes/projects/{contract}/acceptance/"
    officer.opens(page)
    acts(officer, "登记结题后跟踪", year="2026", title="在两条产线上线使用")
    officer.opens(page)
    acts(officer, "绩效评价", grade="good", score="87", findings="已上线使用，返工损失下降八成。")
