"""The answer of the command: one mapping for JSON, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kechuang.engines.timetable.checking import breaks_by_participant
from kechuang.engines.timetable.instance import Event
from kechuang.engines.timetable.reading import Read
from kechuang.engines.timetable.refusals import counted
from kechuang.engines.timetable.solving import Solution, Status
from kechuang.engines.wording import Text

FEASIBLE = {Status.FOUND: True, Status.IMPOSSIBLE: False, Status.UNKNOWN: None}


def as_dict(
    read: Read, solution: Solution, relaxed: Sequence[Text], seconds: float
) -> dict[str, Any]:
    """``feasible`` is none where time ended before either was known; ``breaks`` and the meetings
    are only there where it is true. Meetings, participants, slots and tables count from 1."""
    return {
        "feasible": FEASIBLE[solution.status],
        "breaks": solution.breaks,
        "bound": solution.bound,
        "proved_optimal": solution.is_proved,
        "seconds": round(seconds, 3),
        "fairness": read.event.fairness,
        "meetings": list(_meetings(read.event, solution)),
        "breaks_by_participant": _breaks(read.event, solution),
        "reasons": [reason._asdict() for reason in solution.reasons],
        "enough_to_relax": [words._asdict() for words in relaxed],
        "warnings": [warning._asdict() for warning in read.warnings],
    }


def _meetings(event: Event, solution: Solution) -> Iterator[dict[str, Any]]:
    for name, place in solution.timetable.items():
        meeting = event.by_name[name]
        pair = [int(meeting.first), int(meeting.second)]
        numbers = {"slot": place.slot, "table": place.table}
        yield {"meeting": int(name), "participants": pair, **numbers}


def _breaks(event: Event, solution: Solution) -> dict[str, int]:
    """Participants with at least one break."""
    if solution.status is not Status.FOUND:
        return {}
    counts = breaks_by_participant(event, solution.timetable)
    return {name: number for name, number in counts.items() if number}


def in_words(solution: Solution, relaxed: Sequence[Text]) -> Iterator[Text]:
    """What is known, why, and what to do about it."""
    if solution.status is Status.FOUND:
        yield _how_good(solution)
    elif solution.status is Status.UNKNOWN:
        yield Text(
            "时间用完，尚未找到时间表，也未证明不存在：请增加 --seconds",
            "time ended without a timetable and without proof that there is none: "
            "give more --seconds",
        )
    else:
        yield Text("没有满足全部要求的时间表", "no timetable keeps every rule")
    yield from solution.reasons
    if relaxed:
        zh, en = ("；".join(one.zh for one in relaxed), "; ".join(one.en for one in relaxed))
        yield Text(f"只放宽其中一项即可：{zh}", f"any one of these is enough: {en}")


def _how_good(solution: Solution) -> Text:
    number = solution.breaks or 0
    found = Text(f"{number}个空档", counted(number, "break"))
    if solution.is_proved:
        return Text(f"{found.zh}，已证明最少", f"{found.en}, proved to be the fewest")
    return Text(
        f"{found.zh}，任何时间表不少于{solution.bound}个",
        f"{found.en}; no timetable has fewer than {solution.bound}",
    )
