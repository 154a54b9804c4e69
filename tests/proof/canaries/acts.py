"""What happens out of sight: whoever may not know of it must see no difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kechuang.reviews.models import Report
from kechuang.reviews.states import AssignmentState
from tests.proof.canaries.town import Town
from tests.proof.corruptions.damage import Damage, damaged
from tests.rooms.cases.scene import sealed
from tests.rooms.programmes.scene import bid_again

Act = Callable[[Town, Damage], None]
REPORTED = AssignmentState.REPORTED
CONTENT = "key, marks, comments, opinion, is_late, salt, digest, submitted_at"


@contextmanager
def done(act: Act, town: Town) -> Iterator[None]:
    """As long as the block lasts, it has happened."""
    with damaged() as damage:
        act(town, damage)
        yield


def another_bid(town: Town, damage: Damage) -> None:
    """The third bid is sealed, too."""
    sealed(bid_again(town.bids["c"]).case, town.bidders["c"].person.actor, "2026-03-21T09:30")


def one_report_fewer(town: Town, damage: Damage) -> None:
    """One of those that were handed in is not, by somebody else than ``reviewer 1``."""
    seats = town.standing_seats()
    other = [s for s in seats if s.state == REPORTED and s.expert_id != seats[0].expert_id]
    damage.run("UPDATE reviews_assignment SET state = 'assigned' WHERE id = %s", other[-1].pk)


def swapped_authors(town: Town, damage: Damage) -> None:
    """Two reviewers of one panel wrote each other's report."""
    first, second = two_reports(town)
    names = CONTENT.split(", ")
    rows = {pk: Report.objects.values(*names).get(pk=pk) for pk in (first, second)}
    damage.unguard("reviews_report")
    free = {"key": "00000000-0000-4000-8000-0000000000ff"}
    Report.objects.filter(pk=first).update(**free)
    Report.objects.filter(pk=second).update(**rows[first])
    Report.objects.filter(pk=first).update(**rows[second])


def two_reports(town: Town) -> list[int]:
    """Of the first submission, the last two: neither is by who reads as ``reviewer 1``."""
    seats = town.standing_seats()
    panel = [seat for seat in seats if seat.submission_id == seats[0].submission_id]
    reports = Report.objects.filter(assignment__in=panel[-2:]).order_by("pk")
    return list(reports.values_list("pk", flat=True))
