"""What each of them must and must not see, at the points where it matters."""

from __future__ import annotations

from tests.browser.programme.bidding import OFFERS
from tests.browser.programme.players import Player
from tests.browser.programme.posing import TOPIC
from tests.browser.programme.reviewing import WORD
from tests.browser.programme.story import Story
from tests.browser.programme.town import AUDITOR, DEMANDER, EXPERTS, OFFICER, OTHER, WINNER

UNITS = tuple(offer.unit for offer in OFFERS)
EXPERT_NAMES = ("屠砚青", "傅珍川", "欧阳霁", "钟离砚", "谷星河", "厉闻舟")
FORBIDDEN, ABSENT = 403, 404


def tells_nothing_of(player: Player, names: tuple[str, ...], *paths: str) -> None:
    """None of the names is anywhere in these pages, which can be read."""
    for path in paths:
        player.opens(path)
        assert not [name for name in names if name in player.page.content()], path


def strangers_find_the_item(stranger: Player, item: str) -> None:
    """On the list, on its page, and in the feed for machines."""
    stranger.opens("/programmes/")
    stranger.follows(f"main a[href='/programmes/items/{item}/']")
    assert TOPIC in stranger.text
    assert item in stranger.page.request.get(f"{stranger.site}/programmes/items.json").text()


def nobody_knows_of_sealed_bids(story: Story, item: str) -> None:
    """Neither strangers nor rivals, nor the demander, nor the officer, nor the auditor."""
    tells_nothing_of(story[""], UNITS, f"/programmes/items/{item}/", "/cases/public/")
    tells_nothing_of(story[DEMANDER], UNITS, f"/programmes/items/{item}/")
    tells_nothing_of(story[OFFICER], UNITS, f"/programmes/desk/items/{item}/")
    tells_nothing_of(story[AUDITOR], UNITS, f"/programmes/desk/items/{item}/")
    for watcher in (story[OTHER], story[DEMANDER], story[OFFICER], story[AUDITOR]):
        assert watcher.answered(f"/cases/{OFFERS[0].number}/") == ABSENT


def the_review_is_blind_both_ways(story: Story, review: str) -> None:
    """Experts do not reach the bids, nor bidders the experts; auditors read and do not act."""
    expert, bidder, bid = story[EXPERTS[0]], story[WINNER], OFFERS[0].number
    assert expert.answered(f"/cases/{bid}/") == ABSENT
    assert expert.answered(f"/programmes/desk/bids/{bid}/") == FORBIDDEN
    assert bidder.answered(f"/reviews/rounds/{review}/panels/") == ABSENT
    assert story[DEMANDER].answered(f"/reviews/rounds/{review}/panels/") == ABSENT
    hidden, own = (*EXPERT_NAMES, *UNITS[1:]), f"/reviews/rounds/{review}/"
    tells_nothing_of(bidder, hidden, own, f"/programmes/bids/{bid}/", f"/cases/{bid}/")


def anybody_checks_the_draw(stranger: Player, review: str) -> None:
    """The commitments and the word are public once the round is closed, and no expert is named."""
    tells_nothing_of(stranger, EXPERT_NAMES, f"/reviews/draws/{review}/")
    assert WORD in stranger.text


def everybody_reads_who_is_proposed(stranger: Player, item: str) -> None:
    """The winner and the most it gets; nothing of who lost, nor of who judged."""
    stranger.opens(f"/programmes/items/{item}/")
    stranger.presses("公示与异议", within="main")
    stranger.presses("看公示的内容", within="main")
    assert UNITS[0] in stranger.text
    assert "最高 160万元" in stranger.text
    assert not [name for name in (*UNITS[1:], *EXPERT_NAMES) if name in stranger.page.content()]


def bidders_read_how_it_ended(story: Story) -> None:
    """Chosen or not, and never by whom."""
    for offer, word in ((OFFERS[0], "入选"), (OFFERS[2], "未入选")):
        bidder = story[offer.username]
        tells_nothing_of(bidder, EXPERT_NAMES, f"/cases/{offer.number}/", "/programmes/mine/")
        bidder.opens(f"/programmes/bids/{offer.number}/")
        assert word in bidder.text


def everybody_reads_that_it_closed(stranger: Player, item: str) -> None:
    stranger.opens(f"/programmes/items/{item}/")
    assert stranger.page.locator("main .badge").first.inner_text() == "已结题"


def the_auditor_reads_it_all(auditor: Player, item: str, contract: str) -> None:
    """Who chose, who approved, what was paid; and there is nothing to press."""
    for path in (f"/programmes/desk/items/{item}/award/", f"/programmes/projects/{contract}/"):
        auditor.opens(path)
        assert not auditor.page.locator("main form[method=post] button").count(), path
    assert "财政补助" in auditor.text
