"""Why there is no timetable, where single meetings and people show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kechuang.engines.timetable.agenda import has_matching
from kechuang.engines.timetable.candidates import Slots, own_slots, session_slots
from kechuang.engines.timetable.instance import Event, Meeting, Session
from kechuang.engines.timetable.refusals import counted
from kechuang.engines.wording import Text

MOST_NAMED = 12


def obstacles(event: Event, choices: Mapping[str, Slots]) -> list[Text]:
    """What makes a timetable impossible at a glance, at most twelve, with what to relax."""
    stuck = [_stuck(event, one) for one in event.meetings if not choices[one.name]]
    return (stuck or [*_overbooked(event, choices), *_too_many(event)])[:MOST_NAMED]


def _stuck(event: Event, meeting: Meeting) -> Text:
    who = Text(
        f"洽谈“{meeting.name}”（{meeting.first}与{meeting.second}）",
        f"meeting “{meeting.name}” ({meeting.first} with {meeting.second})",
    )
    if own_slots(event, meeting):
        return Text(
            f"{who.zh}的先后要求排不下：请减少先后要求",
            f"{who.en} has no slot that keeps the order of meetings: drop some precedences",
        )
    held = [part for part in _limits(event, meeting) if part]
    zh = "、".join(part.zh for part in held)
    en = ", ".join(part.en for part in held)
    return Text(f"{who.zh}没有可用时段：{zh}。请放宽其一", f"{who.en} has no slot: {en}; relax one")


def _limits(event: Event, meeting: Meeting) -> Iterator[Text | None]:
    """What takes slots from a meeting."""
    halves = {Session.MORNING: Text("须在上午", "mornings only")}
    halves[Session.AFTERNOON] = Text("须在下午", "afternoons only")
    yield halves.get(meeting.session)
    if meeting.fixed is not None:
        yield Text(f"固定在第{meeting.fixed}时段", f"fixed in slot {meeting.fixed}")
    if meeting.earliest > 1:
        yield Text(f"不早于第{meeting.earliest}时段", f"not before slot {meeting.earliest}")
    wanted = session_slots(event, meeting.session)
    if meeting.fixed is not None:
        wanted &= {meeting.fixed}
    for name in meeting.pair:
        if away := sorted(event.away(name) & wanted):
            zh, en = ("、".join(map(str, away)), ", ".join(map(str, away)))
            yield Text(f"“{name}”第{zh}时段不在", f"“{name}” is away in {en}")
    if shut := sorted(event.closed & wanted):
        zh, en = ("、".join(map(str, shut)), ", ".join(map(str, shut)))
        yield Text(f"第{zh}时段不开放", f"closed: {en}")


def _overbooked(event: Event, choices: Mapping[str, Slots]) -> Iterator[Text]:
    for name, meetings in event.meetings_of.items():
        mine = [choices[meeting.name] for meeting in meetings]
        if not has_matching(mine):
            slots = len(frozenset().union(*mine))
            meetings_en = counted(len(mine), "meeting")
            yield Text(
                f"“{name}”有{len(mine)}场洽谈，可用时段{slots}个，各场要求排不到一起：请减少洽谈或放宽时段",
                f"“{name}” has {meetings_en} and {counted(slots, 'slot')}, and they do not fit: "
                "take meetings away or allow more slots",
            )


def _too_many(event: Event) -> Iterator[Text]:
    is_open = event.slots - len(event.closed)
    if len(event.meetings) > event.tables * is_open:
        needed = -(-len(event.meetings) // is_open) if is_open else 0
        yield Text(
            f"{len(event.meetings)}场洽谈多于{is_open}个时段×{event.tables}桌：请增至{needed}桌",
            f"{len(event.meetings)} meetings exceed {is_open} slots × {event.tables} tables: "
            f"have {needed} tables",
        )
