"""What the timetable refuses, and how it says so."""

from __future__ import annotations

from kechuang.engines.wording import Refusal, Text


class TimetableError(Refusal):
    """Input from which no timetable may be made; nothing is guessed."""

    def __reduce__(self) -> tuple[object, ...]:
        return TimetableError, (self.what, self.why, self.mend)


def unusable(why: Text, mend: Text) -> TimetableError:
    """The refusal of an event as it was described."""
    return TimetableError(
        Text("对接会的条件不能采用", "The event as described cannot be used"), why, mend
    )


def counted(number: int, one: str, many: str = "") -> str:
    """``1 slot`` or ``3 slots``, for the English half of a sentence."""
    return f"{number} {one if number == 1 else many or one + 's'}"
