"""Events without a timetable: what stands in the way is named, with what to relax."""

from dataclasses import replace

import pytest

from kechuang.engines.timetable import Event, Meeting, Session, Status, relaxations, solve
from tests.engines.timetable.samples import QUICK, event


def meeting(name: str, **changes: object) -> Meeting:
    return replace(Meeting(name, name[0], name[1]), **changes)


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (event("ab", forbidden={"a": [1, 2], "b": [3]}), "“a” is away in 1, 2, “b” is away in 3"),
        (
            event(meetings=[meeting("ab", session=Session.AFTERNOON)], closed=[3]),
            "meeting “ab” (a with b) has no slot: afternoons only, closed: 3; relax one",
        ),
        (
            event(meetings=[meeting("ab", fixed=2)], forbidden={"b": [2]}),
            "has no slot: fixed in slot 2, “b” is away in 2; relax one",
        ),
        (
            event(meetings=[meeting("ab", earliest=3)], forbidden={"b": [3]}),
            "has no slot: not before slot 3, “b” is away in 3; relax one",
        ),
        (
            event(
                meetings=[
                    meeting("ab", after=frozenset({"cd"})),
                    meeting("cd", after=frozenset({"ab"})),
                ]
            ),
            "meeting “ab” (a with b) has no slot that keeps the order of meetings",
        ),
        (event("ab", "ac", "ad", slots=2), "“a” has 3 meetings and 2 slots, and they do not fit"),
        (event("ab", "cd", "ef", slots=2, tables=1), "have 2 tables"),
    ],
)
def test_what_stands_in_the_way_is_named(found: Event, reason: str) -> None:
    solution = solve(found, QUICK)

    assert solution.status is Status.IMPOSSIBLE
    assert reason in " ".join(text.en for text in solution.reasons)


@pytest.mark.parametrize(
    ("found", "enough"),
    [
        (
            event("ab", "ac", slots=3, morning=1, closed=[2], fairness=0),
            ["no limit on differing numbers of breaks"],
        ),
        (
            event("ab", "ac", "bc", forbidden={"a": [3], "b": [3]}),
            ["everybody present in all slots"],
        ),
        (
            event("ab", "cd", slots=2, tables=1, forbidden={"a": [1], "c": [1]}),
            ["everybody present in all slots", "as many tables as it takes"],
        ),
    ],
)
def test_a_single_rule_that_is_enough_to_relax_is_found(found: Event, enough: list) -> None:
    assert solve(found, QUICK).status is Status.IMPOSSIBLE
    assert [text.en for text in relaxations(found, QUICK)] == enough


def test_an_event_without_meetings_has_an_empty_timetable() -> None:
    solution = solve(event(meetings=[]), QUICK)

    assert (solution.breaks, solution.is_proved, solution.timetable) == (0, True, {})
