"""The blind review of the story: copies, sealed pools, the draw, reports, one recusal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kechuang.demo.challenges.acting import OFFICER, fresh, hand_in, player, step
from kechuang.demo.challenges.days import at
from kechuang.demo.challenges.experts import judge_of
from kechuang.demo.challenges.stories import Story
from kechuang.programmes.models import Bid, ItemReview, ListedItem
from kechuang.reviews import services as reviews
from kechuang.reviews.models import Assignment, LeakFinding, ReviewRound
from kechuang.reviews.states import STANDING, LeakState

OPINIONS = (
    "技术路线清楚，关键指标有验证办法，风险对策可行。",
    "创新性较好，中试放大的依据还可补充，总体可行。",
    "指标响应完整，与国内外同类水平相比有优势，建议支持。",
)
BEST, STEP_DOWN, SPREAD = 88, 7, 3


def drawn(item: ListedItem, day: str, word: str) -> ReviewRound:
    """Blind copies are made, pools sealed, panels drawn by a public word, and scoring begins."""
    officer, review = player(OFFICER), ItemReview.objects.get(item=item).round
    for submission in review.submissions.order_by("pk"):
        reviews.make_blind_copies(by=officer, at=at(f"{day}T09:00"), submission=submission)
    _settle_leaks(review, at(f"{day}T10:00"))
    review = reviews.seal_pools(by=officer, at=at(f"{day}T11:00"), review_round=review)
    reviews.draw_panels(by=officer, at=at(f"{day}T16:00"), review_round=review, public_word=word)
    review = ReviewRound.objects.get(pk=review.pk)
    return reviews.start_scoring(by=officer, at=at(f"{day}T16:30"), review_round=review)


def seats(review: ReviewRound) -> list[Assignment]:
    """The standing seats, panel by panel."""
    standing = Assignment.objects.filter(submission__round=review, state__in=STANDING)
    return list(standing.select_related("submission__round", "expert").order_by("pk"))


def report(waiting: Iterable[Assignment], bids: list[Bid], day: str) -> None:
    """Each of the experts hands in the report; the earlier bid gets the better marks."""
    places = {bid.submission.submission_id: place for place, bid in enumerate(bids)}
    for number, seat in enumerate(waiting):
        mark = BEST - STEP_DOWN * places[seat.submission_id] - SPREAD * (number % 3)
        reviews.submit_report(
            by=player(judge_of(seat.expert)),
            at=at(f"{day}T20:{number:02d}"),
            assignment=seat,
            marks={"fit": mark, "route": mark - 2, "use": mark + 3},
            opinion=OPINIONS[number % len(OPINIONS)],
        )


def recuse(seat: Assignment, when: datetime, reason: str) -> None:
    """A reviewer steps aside by own word; the same draw names the next."""
    by = player(judge_of(seat.expert))
    reviews.recuse_reviewer(by=by, at=when, assignment=seat, reason=reason)


def close(item: ListedItem, told: Story, review: ReviewRound, day: str) -> None:
    """The scores are opened, the record is filed, and the item goes on."""
    officer = player(OFFICER)
    reviews.open_scores(by=officer, at=at(f"{day}T09:00"), review_round=review)
    lines = [f"“{told.title}”匿名评审已完成，评审意见与专家名单封存备查。"]
    hand_in(officer, at(f"{day}T10:00"), item.case, "review_record", "评审记录", lines)
    step(officer, at(f"{day}T10:30"), fresh(item.case), "close_review")
    reviews.close_review_round(
        by=officer, at=at(f"{day}T11:00"), review_round=ReviewRound.objects.get(pk=review.pk)
    )


def _settle_leaks(review: ReviewRound, when: datetime) -> None:
    """What was flagged in the copies are terms of the trade; the officer says so."""
    flagged = LeakFinding.objects.filter(
        copy__original__submission__round=review, state=LeakState.FLAGGED
    )
    if found := list(flagged):
        reason = "逐处核对：为技术术语，不能推知单位或人员。"
        reviews.accept_leaks(by=player(OFFICER), at=when, findings=found, reason=reason)
