"""Reviewers: no load beyond its limit, no seat filled twice, and scores are opened once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from kechuang.reviews import services as reviews
from kechuang.reviews.models import Absence, Assignment, Expert, PoolMember, ReviewRound
from kechuang.reviews.services import seating
from kechuang.reviews.states import STANDING
from tests.proof.authorization.reviewers import reviewer
from tests.proof.races.limited import FEWER, Limited, events, too_many
from tests.proof.races.unguarding import loosen, without_transactions
from tests.rooms.reviews.town import AT, OFFICER, Town, plan, small_round

SEATS, WANTED = 6, 3
_TOWNS: list[Town] = []


class ReviewerLoad(Limited):
    """Every reviewer of two panels is replaced at once, by experts who may sit on one each."""

    name = "评审量上限 / reviewer's load"
    attempts = FEWER

    def prepare(self, turn: int) -> tuple[int, list[int]]:
        town = prepared_round(f"load{turn}", load_limit=1)
        return town.round.pk, [seat.pk for seat in town.scoring()]

    def attempt(self, thing: tuple[int, list[int]], client: int) -> None:
        seat = Assignment.objects.select_related("submission__round").get(
            pk=thing[1][client % SEATS]
        )
        reviews.recuse_reviewer(by=reviewer(seat), at=AT, assignment=seat, reason="竞逐")

    def harm(self, thing: tuple[int, list[int]]) -> int:
        """Seats beyond a reviewer's limit, and beyond what a panel has."""
        seats = Assignment.objects.filter(submission__round=thing[0], state__in=STANDING)
        loads = Counter(seats.values_list("expert", flat=True))
        panels = Counter(seats.values_list("submission", flat=True))
        doubled = sum(count - 1 for count in loads.values())
        return doubled + sum(max(count - WANTED, 0) for count in panels.values())

    def strip(self) -> None:
        loosen(PoolMember)
        loosen(Assignment, "replaces")
        loosen(Absence)

    @contextmanager
    def unguarded(self) -> Iterator[None]:
        with without_transactions(), patch.object(seating, "take_load", _take_naively):
            yield


class ScoresOpened(Limited):
    """The scores of a round are opened by whoever comes first, on record once."""

    name = "评分开封 / scores opened"
    attempts = FEWER

    def prepare(self, turn: int) -> int:
        town = prepared_round(f"open{turn}")
        for seat in town.scoring():
            town.report(seat, novelty=70, worth=70)
        return town.round.pk

    def attempt(self, thing: int, client: int) -> None:
        found = ReviewRound.objects.get(pk=thing)
        reviews.open_scores(by=OFFICER, at=AT, review_round=found)

    def harm(self, thing: int) -> int:
        return too_many(events("open_scores", thing))


def prepared_round(code: str, **changes: object) -> Town:
    """A round of two submissions among the same nine experts."""
    if not Expert.objects.exists():
        _TOWNS[:] = [small_round(prefix="race")]
    (first,) = _TOWNS
    opened = reviews.open_review_round(by=OFFICER, at=AT, plan=plan(code, **changes))
    town = Town(opened, first.experts, first.people, first.firms)
    town.submit()
    town.submit()
    return town


def _take_naively(member: PoolMember) -> bool:
    """Reads, then writes: what the conditional update is there to prevent."""
    known = PoolMember.objects.get(pk=member.pk)
    if known.load >= known.load_limit:
        return False
    known.load += 1
    known.save()
    return True
