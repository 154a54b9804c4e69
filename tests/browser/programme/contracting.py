"""The contract: drafted by the bureau, signed by the chief, concluded by a treasurer."""

from __future__ import annotations

from tests.browser.programme.players import Player
from tests.browser.programme.story import Story
from tests.browser.programme.town import ASSISTANT, CHIEF, TREASURERS, WINNER

FULL_NAMES = {CHIEF: "蒲长风", ASSISTANT: "尤若棠"}
ACCOUNT = {"bank": "外省示例银行", "number": "880100001234567890"}


def names_an_account(story: Story) -> None:
    """The winner names it, a treasurer compares it with the paper."""
    bidder, treasurer = story[WINNER], story[TREASURERS[0]]
    bidder.opens("/ledger/mine/")
    bidder.presses("登记或变更账户", within="main")
    bidder.fills(**ACCOUNT)
    bidder.presses("提交核对", within="main")
    treasurer.opens("/ledger/payees/?confirmed=no")
    treasurer.follows("main table a[href*='/confirm/']")
    treasurer.fills(number=ACCOUNT["number"])
    treasurer.presses("核对一致", within="main")


def drafts(officer: Player) -> str:
    """The number of the contract."""
    officer.opens("/programmes/projects/awards/")
    officer.presses("拟订任务书", within="main table")
    for post in (CHIEF, ASSISTANT):
        officer.page.select_option(f"[name={post}]", label=FULL_NAMES[post])
    officer.fills(**{"milestones-1-pass_score": "60"})
    officer.presses("拟订任务书", within="main .form-actions")
    return officer.path.split("/")[3]


def signs(chief: Player, contract: str) -> None:
    chief.opens(f"/programmes/projects/{contract}/contract/")
    chief.presses("签订任务书", within="main")
    chief.submits("main form")


def signs_the_task_book(chief: Player, case: str) -> None:
    """In the item's own case, whose form says what the contract says."""
    chief.opens(f"/cases/{case}/")
    chief.attaches("task_book", "任务书（军令状）", "双方按里程碑考核，负面清单以外不设科目预算。")
    chief.takes("sign_contract")


def concludes(treasurer: Player, contract: str) -> None:
    treasurer.opens(f"/programmes/projects/{contract}/contract/")
    treasurer.presses("复核任务书", within="main")
    treasurer.submits("main form")
    assert "实施" in treasurer.text
