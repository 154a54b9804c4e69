"""The compiled steps: whatever they do, the rules they promise are kept, and the counts agree."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from kechuang.engines.timetable import Event, Meeting, Place, build_event, solve, violations
from kechuang.engines.timetable.candidates import candidates
from kechuang.engines.timetable.checking import breaks_by_slots
from kechuang.engines.timetable.solving.board import Board, Field
from kechuang.engines.timetable.solving.tempering import Tempering
from kechuang.engines.timetable.tables import assign_tables
from tests.engines.timetable.samples import PAIRS, PEOPLE, QUICK, event, events, every_timetable

HEATS = (5.0, 0.4, 0.1)
STEPS = 300


def slots_of(timetable: dict[str, Place]) -> dict[str, int]:
    return {name: place.slot for name, place in timetable.items()}


def named(found: Event, slots) -> dict[str, int]:
    names = [meeting.name for meeting in found.meetings]
    return dict(zip(names, slots.tolist(), strict=True))


def told(found: Event, slots: dict[str, int]) -> list[str]:
    return [text.en for text in violations(found, assign_tables(found, slots))]


def worst_start(found: Event) -> dict[str, int] | None:
    """Of all timetables the one with the most breaks, so that there is something to find."""
    starts = map(slots_of, every_timetable(found))
    return max(starts, key=lambda one: sum(breaks_by_slots(found, one).values()), default=None)


def busy_day() -> Event:
    """Everybody meets everybody."""
    meetings = [Meeting(a + b, a, b) for a, b in PAIRS]
    return build_event(participants=PEOPLE, meetings=meetings, tables=2, slots=12, morning=6)


def one_by_one(found: Event) -> dict[str, int]:
    return {meeting.name: slot for slot, meeting in enumerate(found.meetings, 1)}


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(events())
def test_whatever_the_steps_do_the_rules_are_kept_and_the_counts_agree(found: Event) -> None:
    start = worst_start(found)
    assume(start is not None)
    field = Field(found, candidates(found))
    board = Board(field, start, seed=1)
    assume(len(field.moves))
    roomy = replace(found, tables=len(found.meetings), fairness=None)
    for heat in HEATS * 3:
        board.walk(STEPS, heat)
        now, best = named(found, board.slots), named(found, board.best)

        assert told(roomy, now) == []
        assert board.breaks == sum(breaks_by_slots(found, now).values())
        assert abs(board.cost - Board(field, now, seed=1).cost) < 1e-9
        assert told(found, best) == []
        assert board.fewest == sum(breaks_by_slots(found, best).values())


UNFAIR = event(
    "bd", "ab", "ac", "bc", "ad",
    slots=4, morning=4, fairness=0, forbidden={"d": frozenset({2, 4})},
)  # fmt: skip
CROWDED = event(
    "bc", "ab", "ad", "cd", "ac",
    slots=5, morning=5, tables=1, fairness=None, forbidden={"b": frozenset({2, 5})},
)  # fmt: skip


@pytest.mark.parametrize(
    ("found", "relaxed", "fewest"),
    [(UNFAIR, {"fairness": None}, (4, 1)), (CROWDED, {"tables": 5}, (2, 0))],
    ids=["unfair", "crowded"],
)
def test_fewer_breaks_that_break_a_rule_are_never_the_best(
    found: Event, relaxed: dict[str, Any], fewest: tuple[int, int]
) -> None:
    start = worst_start(found)
    both = (found, replace(found, **relaxed))
    kept, tempted = (Board(Field(one, candidates(one)), start, seed=1) for one in both)
    for board, heat in product((kept, tempted), HEATS * 3):
        board.walk(STEPS, heat)

    assert told(found, named(found, kept.best)) == []
    assert (kept.fewest, tempted.fewest) == fewest


def test_a_walk_is_the_same_from_the_same_seed_and_another_one_from_another() -> None:
    found = busy_day()
    field, start = Field(found, candidates(found)), one_by_one(found)
    walks = [Board(field, start, seed=seed) for seed in (1, 1, 2)]
    for board in walks:
        board.walk(STEPS, 0.5)

    same, again, other = (board.slots.tolist() for board in walks)
    assert same == again
    assert same != other


def test_heats_that_trade_places_find_the_fewest_breaks() -> None:
    found = busy_day()
    offered: list[int] = []

    def offer(breaks: int, slots: dict[str, int]) -> None:
        assert told(found, slots) == []
        assert breaks == sum(breaks_by_slots(found, slots).values())
        offered.append(breaks)

    tempering = Tempering(found, candidates(found), one_by_one(found), offer, seed=1)
    for _ in range(3):
        tempering.turn()

    assert offered == sorted(set(offered), reverse=True)
    assert offered[-1] == solve(found, QUICK).breaks
