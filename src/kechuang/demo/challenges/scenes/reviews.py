"""Reviews: one under way with a recusal, one whose outcome somebody objects to."""

from __future__ import annotations

from kechuang.cases.services import lodge_objection
from kechuang.demo.challenges.acting import fresh, player
from kechuang.demo.challenges.awarding import choose, propose
from kechuang.demo.challenges.bidding import admit, opened, sealed
from kechuang.demo.challenges.days import at
from kechuang.demo.challenges.judging import close, drawn, recuse, report, seats
from kechuang.demo.challenges.listing import published
from kechuang.demo.challenges.stories import Story, story
from kechuang.programmes.models import Bid, ListedItem, ProgrammeRound

OBJECTOR = "university"
OBJECTION = (
    "公示方案承诺五摄氏度二十小时实干，但没有说明漆膜厚度和相对湿度。"
    "压载舱施工厚度通常不低于三百微米，请核实该承诺值的试验条件。"
)
RECUSAL = "评审人曾在学术会议上参与同一技术路线的讨论，自愿回避。"
REPORTED = 3


def running_review(programme: ProgrammeRound) -> None:
    """Six experts sit on two panels; one stepped aside, three reports are in."""
    told = story("silicon-carbide")
    item, bids = admitted(
        programme, told, ("09-10", "09-17", "09-24", "10-08"), ("10-21", "10-26", "11-05")
    )
    review = drawn(item, "11-09", "虚构示例彩票 2026131 期 04 11 19 23 27 30")
    sent = bids[0].submission.submission_id
    first = next(seat for seat in seats(review) if seat.submission_id == sent)
    recuse(first, at("11-11T09:10"), RECUSAL)
    report(seats(review)[:REPORTED], bids, "11-18")


def disputed_award(programme: ProgrammeRound) -> None:
    """The award is in publicity, and stands still while an objection is examined."""
    told = story("ballast-tank")
    item, bids = admitted(
        programme, told, ("08-10", "08-20", "09-01", "09-08"), ("09-21", "09-24", "10-14")
    )
    review = drawn(item, "10-15", "虚构示例彩票 2026121 期 02 08 15 21 26 33")
    report(seats(review), bids, "10-23")
    close(item, told, review, "10-28")
    choose(item, told, bids[0], "11-09")
    propose(item, "11-16")
    lodge_objection(
        by=player(OBJECTOR), at=at("11-18T10:05"), case=fresh(item.case), text=OBJECTION
    )


def admitted(
    programme: ProgrammeRound,
    told: Story,
    days: tuple[str, str, str, str],
    bid_days: tuple[str, ...],
) -> tuple[ListedItem, list[Bid]]:
    """An item with its bids at the review; ``bid_days``: each bid's, then that of the check."""
    *sealed_on, checked_on = bid_days
    item = published(programme, told, days)
    for offer, day in zip(told.offers, sealed_on, strict=True):
        sealed(item, told, offer, day)
    item, bids = opened(item)
    admit(item, bids, checked_on)
    return ListedItem.objects.get(pk=item.pk), [Bid.objects.get(pk=bid.pk) for bid in bids]
