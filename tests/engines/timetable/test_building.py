import pytest

from kechuang.engines.timetable import Meeting, TimetableError, build_event
from tests.engines.timetable.samples import event


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"tables": -1}, "the number of tables is -1"),
        ({"morning": 4}, "there are 4 morning slots but only 3 slots"),
        ({"fairness": -1}, "the fairness limit is -1"),
        ({"forbidden": {"z": [1]}}, "there is no participant “z”"),
        ({"forbidden": {"a": [4]}}, "there is no slot 4"),
        ({"closed": [0]}, "there is no slot 0"),
        ({"meetings": [Meeting("x", "a", "a")]}, "between a participant and itself"),
        ({"meetings": [Meeting("x", "a", "b", fixed=9)]}, "there is no slot 9"),
        ({"meetings": [Meeting("x", "a", "b", earliest=0)]}, "there is no slot 0"),
        ({"meetings": [Meeting("x", "a", "b"), Meeting("x", "a", "b")]}, "is named 2 times"),
        (
            {"meetings": [Meeting("x", "a", "b", after=frozenset({"y"}))]},
            "meeting “x” must follow “y”, which does not exist",
        ),
    ],
)
def test_an_event_that_contradicts_itself_is_refused(changes: dict, reason: str) -> None:
    with pytest.raises(TimetableError, match=reason):
        event("ab", **changes)


def test_a_meeting_with_somebody_unknown_is_refused() -> None:
    with pytest.raises(TimetableError, match="there is no participant “b”"):
        build_event(
            participants=["a"], meetings=[Meeting("x", "a", "b")], tables=1, slots=1, morning=1
        )
