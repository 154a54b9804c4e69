"""Whoever sits on a panel hands in a report."""

from __future__ import annotations

from kechuang.accounts.models import User
from kechuang.accounts.selectors import actor_of
from kechuang.base.actors import Actor
from kechuang.base.clock import today
from kechuang.reviews import services as reviews
from kechuang.reviews.models import Assignment
from tests.rooms.reviews.town import AT, Town


def reported(town: Town, **marks: int) -> None:
    """Every seat drawn, and the same marks by each: the experts are not only the town's own."""
    for seat in town.scoring():
        reviews.submit_report(
            by=reviewer(seat), at=AT, assignment=seat, marks=marks, opinion="可行"
        )


def reviewer(seat: Assignment) -> Actor:
    return actor_of(User.objects.get(pk=seat.expert.account_id), on=today())
