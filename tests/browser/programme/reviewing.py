"""The blind review: copies without names, sealed pools, a draw, reports, one opening."""

from __future__ import annotations

from tests.browser.programme.bidding import OFFERS
from tests.browser.programme.players import Player
from tests.browser.programme.story import Story
from tests.browser.programme.town import EXPERTS

WORD = "虚构示例彩票 2026040 期 01 07 14 22 25 31"
OPINION = "技术路线清楚，关键指标有验证办法，风险对策可行。"
HIDDEN = [name for offer in OFFERS for name in (offer.unit, offer.leader)]


def makes_blind_copies(officer: Player, review: str) -> None:
    """Of every bid; what still looks like a name is gone through by a person."""
    leaks = f"/reviews/rounds/{review}/leaks/"
    officer.opens(leaks)
    for place in range(officer.page.get_by_role("link", name="制作匿名副本").count()):
        officer.opens(leaks)
        officer.follows(f"main section.card .form-actions a >> nth={place}")
        officer.submits("main form")
    officer.opens(leaks)
    flagged = officer.page.locator("main [name=finding]")
    for box in flagged.all():
        box.check()
    if flagged.count():
        officer.fills(reason="逐处核对：为技术术语，不能推知单位或人员。")
        officer.presses("认可所选线索", within="main")


def draws_panels(officer: Player, review: str) -> None:
    """The pools are sealed before the word is known; the draw is by both."""
    address = f"/reviews/rounds/{review}/"
    officer.opens(address)
    officer.presses("核对冲突并封存名单", within="main")
    officer.opens(address)
    officer.fills(public_word=WORD)
    officer.presses("抽取评审专家", within="main")
    officer.opens(address)
    officer.presses("开始评审", within="main")


def experts_report(story: Story) -> int:
    """Each reads the blind copies on the desk and marks what is in them; how many reports."""
    handed_in = 0
    for name in EXPERTS:
        expert = story[name]
        expert.opens("/reviews/")
        seats = expert.page.locator("main a.button-primary[href^='/reviews/seats/']")
        for seat in [str(link.get_attribute("href")) for link in seats.all()]:
            _reports(expert, seat)
            handed_in += 1
    return handed_in


def _reports(expert: Player, seat: str) -> None:
    expert.opens(seat)
    text = "".join(expert.reads_files("main a[href^='/reviews/copies/']"))
    assert not [name for name in HIDDEN if name in text + expert.page.content()]
    mark = 90 if OFFERS[0].route[:8] in text else 80
    expert.fills(mark_fit=str(mark), mark_route=str(mark), mark_use=str(mark), opinion=OPINION)
    expert.presses("核对评分", within="main")
    expert.presses("提交", within="main")


def opens_the_scores(officer: Player, review: str, item: str) -> None:
    """All at once; then the record is filed, and the demander is asked."""
    officer.opens(f"/reviews/rounds/{review}/")
    officer.presses("开封全部评分", within="main")
    officer.opens(f"/programmes/desk/items/{item}/")
    officer.presses("去上传材料", within="#next")
    officer.attaches("review_record", "评审记录", "评审意见与专家名单封存备查。")
    officer.takes("close_review")
    officer.opens(f"/reviews/rounds/{review}/")
    officer.presses("结束本轮", within="main")
