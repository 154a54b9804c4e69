from dataclasses import replace

import pytest

from kechuang.engines.timetable import (
    Event,
    Meeting,
    Place,
    Session,
    breaks_by_participant,
    violations,
)
from tests.engines.timetable.samples import event

GOOD = {"ab": Place(1, 1), "ac": Place(2, 1), "bc": Place(3, 2)}


def told(found: Event, **places: Place) -> str:
    return " | ".join(text.en for text in violations(found, {**GOOD, **places}))


def with_first(**changes: object) -> Event:
    found = event("ab", "ac", "bc")
    return replace(found, meetings=(replace(found.meetings[0], **changes), *found.meetings[1:]))


def test_a_timetable_that_keeps_every_rule_has_no_violations() -> None:
    assert violations(event("ab", "ac", "bc"), GOOD) == []


def test_a_break_is_a_run_of_idle_slots_between_two_meetings_however_long() -> None:
    found = event("ab", "ac", "bc", slots=9)
    places = {"ab": Place(2, 1), "ac": Place(6, 1), "bc": Place(7, 1)}

    assert breaks_by_participant(found, places) == {"a": 1, "b": 1, "c": 0}


@pytest.mark.parametrize(
    ("found", "places", "reason"),
    [
        (event("ab", "ac", "bc"), {"ab": Place(2, 2)}, "“a” has 2 meetings in slot 2"),
        (event("ab", "ac", "bc"), {"ab": Place(4, 1)}, "is in slot 4, which is not open"),
        (event("ab", "ac", "bc"), {"ab": Place(0, 1)}, "is in slot 0, which is not open"),
        (event("ab", "ac", "bc", closed=[1]), {}, "is in slot 1, which is not open"),
        (event("ab", "ac", "bc", tables=1), {}, "is at table 2, which does not exist"),
        (event("ab", "ac", "bc"), {"ab": Place(1, 0)}, "is at table 0, which does not exist"),
        (event("ab", "ac", "bc", forbidden={"b": [1]}), {}, "is when “b” is away"),
        (with_first(fixed=3), {}, "must be in slot 3"),
        (with_first(earliest=2), {}, "is before slot 2"),
        (with_first(session=Session.AFTERNOON), {}, "must be in the afternoon"),
        (with_first(session=Session.MORNING), {"ab": Place(3, 1)}, "must be in the morning"),
        (with_first(after=frozenset({"bc"})), {}, "must come after “bc”"),
        (with_first(after=frozenset({"ac"})), {"ab": Place(2, 2)}, "must come after “ac”"),
        (event("ab", "ac", "bc", fairness=0), {}, "numbers of breaks differ by 1, more than 0"),
    ],
)
def test_every_broken_rule_is_told(found: Event, places: dict[str, Place], reason: str) -> None:
    assert reason in told(found, **places)


def test_two_meetings_at_one_table_are_told() -> None:
    found = event("ab", "cd")

    told_ = violations(found, {"ab": Place(1, 1), "cd": Place(1, 1)})

    assert [text.en for text in told_] == ["table 1 has 2 meetings in slot 1"]


def test_a_meeting_without_a_slot_and_one_nobody_asked_for_are_told() -> None:
    found = violations(event("ab", "cd"), {"ab": Place(1, 1), "xy": Place(1, 2)})

    assert [text.en for text in found] == [
        "there is no meeting “xy”",
        "meeting “cd” has no slot",
    ]


def test_violations_are_told_in_chinese_too() -> None:
    assert violations(event("ab"), {})[0].zh == "洽谈“ab”没有时段"


def test_meetings_are_records_that_compare() -> None:
    assert Meeting("ab", "a", "b") == Meeting("ab", "a", "b", Session.ANY)
