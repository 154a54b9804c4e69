from kechuang.engines.timetable import (
    Disruption,
    Meeting,
    Place,
    Price,
    Status,
    replan,
    violations,
)
from tests.engines.timetable.samples import QUICK, event

PLAN = {"ab": Place(1, 1), "ac": Place(2, 1), "ad": Place(3, 1), "bc": Place(3, 2)}


def day(**changes):
    return event("ab", "ac", "ad", "bc", slots=4, **changes)


def slots(found) -> dict[str, int]:
    return {name: place.slot for name, place in found.solution.timetable.items()}


def test_nothing_happened_and_a_good_plan_stays_as_it_is() -> None:
    plan = {"ab": Place(1, 2), "ac": Place(2, 1)}

    found = replan(event("ab", "ac"), plan, Disruption(), effort=QUICK)

    assert found.moves == ()
    assert found.solution.timetable == plan
    assert found.solution.is_proved


def test_meetings_of_who_is_gone_are_cancelled_and_the_gap_closes() -> None:
    found = replan(day(), PLAN, Disruption(gone=frozenset({"c"})), effort=QUICK)

    assert found.cancelled == ("ac", "bc")
    assert found.solution.breaks == 0
    assert [move.meeting for move in found.moves] in (["ab"], ["ad"])
    assert found.moves[0].is_other_slot


def test_a_move_may_cost_more_than_the_break_it_saves() -> None:
    gone = Disruption(gone=frozenset({"c"}))

    found = replan(day(), PLAN, gone, price=Price(of_break=1, of_move=2), effort=QUICK)

    assert found.solution.breaks == 1
    assert found.moves == ()


def test_what_is_over_stays_and_the_rest_is_later() -> None:
    gone = Disruption(gone=frozenset({"b"}), past=1)

    found = replan(day(), PLAN, gone, effort=QUICK)

    assert found.cancelled == ("bc",)
    assert found.solution.timetable["ab"] == PLAN["ab"]
    assert slots(found) == {"ab": 1, "ac": 2, "ad": 3}


def test_a_lost_slot_moves_only_what_was_in_it() -> None:
    found = replan(day(), PLAN, Disruption(closed=frozenset({3}), past=2), effort=QUICK)

    assert slots(found) == {"ab": 1, "ac": 2, "ad": 4, "bc": 4}
    assert {move.meeting for move in found.moves} == {"ad", "bc"}
    assert found.moves[0].before == PLAN["ad"]
    assert violations(found.event, found.solution.timetable) == []


def test_a_new_meeting_gets_a_slot_that_is_not_over() -> None:
    meetings = [Meeting(name, name[0], name[1]) for name in ("ab", "ac", "ad", "bc", "cd")]

    found = replan(day(meetings=meetings), PLAN, Disruption(past=2), effort=QUICK)

    assert slots(found)["cd"] > 2
    assert "cd" in {move.meeting for move in found.moves if move.before is None}


def test_a_day_that_cannot_be_mended_says_so() -> None:
    lost = Disruption(closed=frozenset({3, 4}), past=2)

    found = replan(day(), PLAN, lost, effort=QUICK)

    assert found.solution.status is Status.IMPOSSIBLE
    assert found.moves == ()
    assert "not before slot 3" in found.solution.reasons[0].en
