"""Work under the contract: milestones shown, judged, accepted and paid by three hands."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from tests.browser.programme.players import Player
from tests.browser.programme.story import Story
from tests.browser.programme.town import ASSISTANT, OFFICER, TREASURERS

EXPENSES = (("采购X射线源与探测器", "320000"), ("购买超市购物卡用于慰问", "5000"))
LISTED = "购买购物卡、加油卡等预付卡"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def acts(player: Player, label: str, **typed: str) -> None:
    """One of the acts that the page of a project offers."""
    player.presses(label, within="main")
    player.fills(**typed)
    player.submits("main form")


def shows(chief: Player, milestone: str, text: str) -> None:
    """The evidence first, then the report."""
    chief.opens(milestone)
    chief.presses("上传佐证材料", within="main")
    chief.hands_in("[name=file]", "佐证材料", text)
    chief.submits("main form")
    chief.opens(milestone)
    acts(chief, "报告里程碑", text=text)


def scores(officer: Player, milestone: str, points: str) -> None:
    officer.opens(milestone)
    acts(officer, "阶段评分", score=points, comment="数据完整，平行样一致。")


def accepts(story: Story, milestone: str) -> None:
    """The officer consents, a treasurer accepts."""
    officer, treasurer = story[OFFICER], story[TREASURERS[0]]
    officer.opens(milestone)
    acts(officer, "初核同意")
    treasurer.opens(milestone)
    acts(treasurer, "复核验收", acceptance="云科验示例〔2026〕1号")


def pays(story: Story, serial: str) -> None:
    """Drafted by the officer, approved by two treasurers, answered by the treasury."""
    drafter = story[OFFICER]
    drafter.opens("/ledger/runs/new/")
    drafter.presses("全部列入并核对", within="main")
    drafter.submits("main form[action$='/draft/']")
    run = drafter.path
    for treasurer, label in zip(TREASURERS, ("初审通过", "终审通过，送国库"), strict=False):
        story[treasurer].opens(run)
        story[treasurer].presses(label, within="main")
    _is_answered(story, run, serial)


def _is_answered(story: Story, run: str, serial: str) -> None:
    """The treasury fills in the list it was sent; one person brings it, another books it."""
    officer, treasurer = story[OFFICER], story[TREASURERS[2]]
    officer.opens(run)
    with officer.page.expect_download() as sent:
        officer.page.get_by_role("button", name="导出支付清单").click()
    officer.opens(f"{run}answers/")
    answer = _filled_in(sent.value.path().read_bytes(), serial, officer.story.hour[:10])
    file = {"name": "国库回单.xlsx", "mimeType": SHEET, "buffer": answer}
    officer.page.set_input_files("main [name=file]", file)  # type: ignore[arg-type]
    officer.presses("上传并核对", within="main")
    officer.presses("送复核", within="main")
    treasurer.opens(f"{run}answers/")
    treasurer.follows("main a[href^='/ledger/instructions/']")
    treasurer.presses("复核并记账", within="main")


def _filled_in(content: bytes, serial: str, on: str) -> bytes:
    book, kept = load_workbook(io.BytesIO(content)), io.BytesIO()
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        asked = sheet.cell(row, columns["应付金额（元）"]).value
        answer = {"办理结果": "已支付", "回单号": serial, "回单日期": on, "实付金额（元）": asked}
        for heading, value in answer.items():
            sheet.cell(row, columns[heading], value)
    book.save(kept)
    return kept.getvalue()


def spends(story: Story, contract: str) -> None:
    """Without asking anybody; what is on the negative list is refused in the list's words."""
    assistant = story[ASSISTANT]
    for invoice, (purpose, yuan) in enumerate(EXPENSES):
        assistant.opens(f"/programmes/projects/{contract}/spending/new/")
        assistant.fills(spent_on=story.hour[:10], amount_fen=yuan)
        assistant.fills(payee="示例仪器公司", purpose=purpose, invoice=f"示例发票{invoice}")
        assistant.submits("main form")
    assert LISTED in assistant.text
