"""What happens out of sight: whoever may not know of it must see no difference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import combinations

from kechuang.reviews.models import Report, Unblinding
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
    _exchange(damage, two_reports(town))


def exchanged_reviewers(town: Town, damage: Damage) -> None:
    """Two who judged the same submissions wrote each other's reports, all of them: which ones
    share an author, as a view without anybody's leniency must show, stays as it was."""
    one, other = _who_judged_the_same(town)
    damage.unguard("reviews_unblinding")
    for submission, seat in one.items():
        reports = Report.objects.filter(assignment__in=(seat, other[submission]))
        first, second = reports.values_list("pk", flat=True)
        _exchange(damage, (first, second))
        instead = {first: second, second: first}
        for asked in list(Unblinding.objects.filter(report__in=instead)):
            Unblinding.objects.filter(pk=asked.pk).update(report=instead[asked.report_id])


def _who_judged_the_same(town: Town) -> tuple[dict[int, int], dict[int, int]]:
    """Their seats by submission; of three on a panel, for two submissions, two always did."""
    seats: dict[int, dict[int, int]] = {}
    for seat in town.standing_seats():
        seats.setdefault(seat.expert_id, {})[seat.submission_id] = seat.pk
    return next((a, b) for a, b in combinations(seats.values(), 2) if a.keys() == b.keys())


def _exchange(damage: Damage, reports: Iterable[int]) -> None:
    first, second = reports
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
