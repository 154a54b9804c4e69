"""An event from its parts; what contradicts itself is refused before anything is computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kechuang.engines.timetable.instance import FAIRNESS, Event, Meeting
from kechuang.engines.timetable.refusals import unusable
from kechuang.engines.wording import Text


def build_event(
    *,
    participants: Iterable[str],
    meetings: Iterable[Meeting],
    tables: int,
    slots: int,
    morning: int,
    forbidden: Mapping[str, Iterable[int]] | None = None,
    closed: Iterable[int] = (),
    fairness: int | None = FAIRNESS,
) -> Event:
    """The event. Refuses (``TimetableError``) names twice or unknown, slots that do not exist,
    a meeting with oneself, numbers below zero. What merely cannot be fulfilled (a meeting fixed
    where somebody is away) is not refused here: solving tells it, and what to relax."""
    away = {name: frozenset(slots_) for name, slots_ in (forbidden or {}).items()}
    event = Event(
        tuple(participants),
        tuple(meetings),
        tables,
        slots,
        morning,
        away,
        frozenset(closed),
        fairness,
    )
    for problem in _problems(event):
        raise unusable(problem, Text("请更正后重试", "Correct it and try again"))
    return event


def _problems(event: Event) -> Iterator[Text]:
    yield from _wrong_numbers(event)
    yield from _named_twice(event.participants, Text("参会方", "participant"))
    yield from _named_twice([one.name for one in event.meetings], Text("洽谈", "meeting"))
    yield from _unknown_slots(event)
    for meeting in event.meetings:
        yield from _wrong_meeting(event, meeting)


def _wrong_numbers(event: Event) -> Iterator[Text]:
    counts = (
        (event.tables, Text("桌数", "the number of tables")),
        (event.slots, Text("时段数", "the number of slots")),
        (event.morning, Text("上午时段数", "the number of morning slots")),
        (event.fairness or 0, Text("公平差额", "the fairness limit")),
    )
    for number, name in counts:
        if number < 0:
            yield Text(f"{name.zh}为{number}", f"{name.en} is {number}")
    if event.morning > event.slots:
        yield Text(
            f"上午时段数{event.morning}大于时段总数{event.slots}",
            f"there are {event.morning} morning slots but only {event.slots} slots",
        )


def _named_twice(names: Sequence[str], what: Text) -> Iterator[Text]:
    for name, number in Counter(names).items():
        if number > 1:
            yield Text(
                f"{what.zh}“{name}”出现{number}次", f"{what.en} “{name}” is named {number} times"
            )


def _unknown_slots(event: Event) -> Iterator[Text]:
    for name, slots in event.forbidden.items():
        yield from _unknown_participants(event, [name])
        yield from _not_slots(event, slots)
    yield from _not_slots(event, event.closed)


def _unknown_participants(event: Event, names: Iterable[str]) -> Iterator[Text]:
    for name in names:
        if name not in event.participants:
            yield Text(f"没有参会方“{name}”", f"there is no participant “{name}”")


def _not_slots(event: Event, slots: Iterable[int]) -> Iterator[Text]:
    for slot in sorted(slots):
        if not 1 <= slot <= event.slots:
            yield Text(f"没有第{slot}时段", f"there is no slot {slot}")


def _wrong_meeting(event: Event, meeting: Meeting) -> Iterator[Text]:
    yield from _unknown_participants(event, meeting.pair)
    if meeting.first == meeting.second:
        yield Text(
            f"洽谈“{meeting.name}”的双方是同一方",
            f"meeting “{meeting.name}” is between a participant and itself",
        )
    if meeting.fixed is not None:
        yield from _not_slots(event, [meeting.fixed])
    if meeting.earliest < 1:
        yield Text(f"没有第{meeting.earliest}时段", f"there is no slot {meeting.earliest}")
    for name in sorted(meeting.after - event.by_name.keys()):
        yield Text(
            f"洽谈“{meeting.name}”须在“{name}”之后，但没有“{name}”",
            f"meeting “{meeting.name}” must follow “{name}”, which does not exist",
        )
