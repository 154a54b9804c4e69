"""From the ranking to the approval: choice, proposal, publicity, two approvals."""

from __future__ import annotations

from kechuang.demo.challenges.acting import (
    APPROVERS,
    OFFICER,
    fresh,
    let_time_pass,
    player,
    step,
)
from kechuang.demo.challenges.days import at
from kechuang.demo.challenges.stories import Story
from kechuang.programmes import services as programmes
from kechuang.programmes.models import Bid, ListedItem


def choose(item: ListedItem, told: Story, bid: Bid, day: str) -> None:
    """The demander chooses by label: whose bid it is, nobody has told it."""
    again = Bid.objects.get(pk=bid.pk)
    programmes.choose_winner(
        by=player(told.demander),
        at=at(f"{day}T10:00"),
        item=ListedItem.objects.get(pk=item.pk),
        label=again.submission.submission.label,
        reason="承诺值与使用场景更贴合",
    )


def propose(item: ListedItem, day: str) -> None:
    """The officer proposes the winner, which begins the publicity."""
    reason = "按评审排序与需求方选择提出"
    step(player(OFFICER), at(f"{day}T09:00"), fresh(item.case), "propose", reason)


def approve(item: ListedItem, day: str) -> None:
    """The publicity has ended without objection; two people approve, and bidders are told."""
    let_time_pass(at(f"{day}T00:30"))
    for hour, approver in enumerate(APPROVERS, start=9):
        reason = "公示无异议，材料齐全，同意立项"
        step(player(approver), at(f"{day}T{hour:02d}:15"), fresh(item.case), "approve", reason)
    decided = ListedItem.objects.get(pk=item.pk)
    programmes.tell_outcome(by=player(OFFICER), at=at(f"{day}T15:00"), item=decided)
