"""From the ranking to the approval: choice by label, proposal, publicity, two approvals."""

from __future__ import annotations

from tests.browser.programme.bidding import OFFERS
from tests.browser.programme.players import Player
from tests.browser.programme.story import Story
from tests.browser.programme.town import OFFICER, SECOND, THIRD

AGREED = "公示无异议，材料齐全，同意立项。"


def chooses(demander: Player, item: str) -> None:
    """The first of the ranking, whose bid it is nobody says."""
    demander.opens(f"/programmes/items/{item}/choice/")
    assert not [offer for offer in OFFERS if offer.unit in demander.page.content()]
    first = demander.page.locator("main tbody tr").first.locator("th").inner_text()
    demander.fills(label=first)
    demander.presses("选定", within="main")
    assert OFFERS[0].unit in demander.text


def proposes(officer: Player, item: str) -> None:
    officer.opens(f"/programmes/desk/items/{item}/award/")
    officer.takes("propose")
    assert "公示中" in officer.text


def approve(story: Story, item: str) -> None:
    """Not the one who proposed it; two others, one after the other."""
    address = f"/programmes/desk/items/{item}/award/"
    proposer = story[OFFICER]
    proposer.opens(address)
    assert not proposer.page.locator("#step-approve button").count()
    for name in (SECOND, THIRD):
        approver = story[name]
        approver.opens(address)
        approver.takes("approve", AGREED)
    assert "已预留，待签任务书" in approver.text


def tells_the_bidders(officer: Player) -> None:
    for offer in (OFFERS[0], OFFERS[2]):
        officer.opens(f"/programmes/desk/bids/{offer.number}/")
        officer.takes("settle")
