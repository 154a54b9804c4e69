"""What an expert finds: the draw decides that, so it is read and not written down."""

from __future__ import annotations

from kechuang.engines.wording import Text
from kechuang.reviews.models import Assignment
from kechuang.reviews.states import AssignmentState, Phase

SIGHTS = {
    AssignmentState.ASSIGNED: Text(
        "有一份匿名方案待评：副本里没有单位和人名，分项打分后提交，提交即不可改。",
        "A blind proposal waits for your report: marks by criterion, final once handed in.",
    ),
    AssignmentState.RECUSED: Text(
        "您已回避一份方案，由同一次抽签递补；看回避理由如何留痕。",
        "You stepped aside from a proposal; see how that stands on the record.",
    ),
    AssignmentState.REPORTED: Text(
        "您的意见已提交并封存：开封前只有您自己看得到。",
        "Your report is sealed: until the opening only you can read it.",
    ),
}
"""In this order: what is still to be done comes first."""
UNSEATED = Text("本轮没有抽到您；可看自己的专家信息。", "The lot did not name you this time.")


def seen_at_the_desk(username: str) -> Text:
    """What the expert of that log-in finds in the review that is under way."""
    seats = Assignment.objects.filter(
        expert__account__username=username, submission__round__phase=Phase.SCORING
    )
    states = set(seats.values_list("state", flat=True))
    return next((text for state, text in SIGHTS.items() if state in states), UNSEATED)
