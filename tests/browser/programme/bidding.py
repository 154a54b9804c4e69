"""Bids: written, sealed, opened after the deadline, and checked by rules."""

from __future__ import annotations

from dataclasses import dataclass

from tests.browser.programme.players import Player
from tests.browser.programme.posing import TARGETS
from tests.browser.programme.story import Story
from tests.browser.programme.town import CONFLICTED, OFFICER, OTHER, WINNER


@dataclass
class Offer:
    """What one bidder types; ``promised`` answers the targets in their order."""

    username: str
    unit: str
    leader: str
    budget: str
    grant: str
    route: str
    promised: tuple[str, str]
    number: str = ""


OFFERS = (
    Offer(
        WINNER, "岚岭理工大学", "汤沐阳", "540", "160",
        "分层X射线成像配合少角度重建，用产线良品建立灰度基线。", ("0.08毫米", "11秒"),
    ),
    Offer(
        CONFLICTED, "砚溪智能装备有限公司", "柯一帆", "520", "150",
        "高频超声相控阵与红外热像双模检测，机械手上下料。", ("0.1毫米", "12秒"),
    ),
    Offer(
        OTHER, "澹洲先进技术研究院", "闵秋实", "500", "150",
        "太赫兹层析与锁相热成像结合，逐片测厚修正伪影。", ("0.09毫米", "12秒"),
    ),
)  # fmt: skip


def writes_a_bid(bidder: Player, offer: Offer, item: str) -> None:
    """Typed, with its files, and not sealed yet."""
    bidder.opens(f"/programmes/items/{item}/")
    bidder.presses("我要揭榜", within="main")
    bidder.presses("开始填写方案", within="main")
    offer.number = bidder.path.split("/")[2]
    _fills_in(bidder, offer)
    bidder.opens(f"/cases/{offer.number}/")
    bidder.attaches("bid_commitment", "诚信与出资承诺书", "我方无科研失信行为，承诺按方案投入。")


def _fills_in(bidder: Player, offer: Offer) -> None:
    bidder.fills(
        field__declares_affiliation="no",
        field__project_leader__name=offer.leader,
        field__bids_with_partners="no",
        field__bid_budget=offer.budget,
        field__grant_asked=offer.grant,
        field__months="6",
    )
    for row, (target, promised) in enumerate(zip(TARGETS, offer.promised, strict=True)):
        answer = f"field.answers.{row}"
        assert bidder.page.input_value(f"[name='{answer}.target']") == target[0]
        bidder.fills(**{f"{answer}.promised": promised, f"{answer}.means": offer.route})
    plan = ("一、技术路线", offer.route, f"本方案由{offer.unit}{offer.leader}团队完成。")
    bidder.hands_in("[name='field.plan_file']", "匿名技术方案", *plan)
    bidder.page.wait_for_selector(".attached")
    bidder.saves()


def seals(bidder: Player, offer: Offer) -> str:
    """The number of the receipt."""
    bidder.opens(f"/cases/{offer.number}/")
    bidder.presses("封存提交", within="#next")
    bidder.presses("封存提交", within="main")
    assert "服务器收到时间" in bidder.text
    return bidder.path.split("/")[3]


def opens_and_checks(story: Story, item: str) -> None:
    """After the deadline: opened, the affiliated bidder refused, the others admitted."""
    officer = story[OFFICER]
    officer.opens(f"/programmes/desk/items/{item}/")
    officer.takes("unseal")
    for offer in OFFERS:
        officer.opens(f"/programmes/desk/bids/{offer.number}/")
        if offer.username == CONFLICTED:
            assert "持有云澜砚衡电气有限公司24.00%股份" in officer.text
            officer.takes("reject", "与发榜单位有关联关系，不符合揭榜条件。")
        else:
            officer.takes("admit")


def accepts_the_refusal(bidder: Player, offer: Offer) -> None:
    """The refused bidder reads why, in a letter too, and does not appeal."""
    bidder.opens(f"/programmes/bids/{offer.number}/")
    assert "24.00%" in bidder.text
    assert "与发榜单位有关联关系，不符合揭榜条件。" in bidder.text
    bidder.opens(f"/cases/{offer.number}/")
    bidder.takes("let_stand")


def goes_to_the_review(officer: Player, item: str) -> str:
    """The code of the review."""
    officer.opens(f"/programmes/desk/items/{item}/")
    officer.takes("finish_check")
    officer.follows("#review a")
    return officer.path.split("/")[3]
