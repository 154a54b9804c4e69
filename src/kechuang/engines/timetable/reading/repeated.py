"""What a B2B file says twice, compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kechuang.engines.timetable.instance import Event
from kechuang.engines.timetable.reading.fields import Fields
from kechuang.engines.wording import Text

COUNTS, LISTS = "nMeetingsBusiness", "meetingsxBusiness"


def differences(fields: Fields, event: Event) -> Iterator[Text]:
    """For each repeated field the participants on which it differs from ``requested``."""
    people = len(event.participants)
    numbers = [
        {int(meeting.name) for meeting in event.meetings_of[name]} for name in event.participants
    ]
    if COUNTS in fields:
        counts = fields.numbers(COUNTS, people)
        yield from _told(fields, COUNTS, [len(mine) for mine in numbers], counts)
    if LISTS in fields:
        lists = [item.value for item in fields.sets(LISTS, people)]
        expected = [frozenset({1, *(number + 1 for number in mine)}) for mine in numbers]
        yield from _told(fields, LISTS, expected, lists)


def _told(
    fields: Fields, name: str, expected: Sequence[object], found: Sequence[object]
) -> Iterator[Text]:
    pairs = enumerate(zip(expected, found, strict=True), 1)
    if wrong := [str(number) for number, (mine, theirs) in pairs if mine != theirs]:
        shown = wrong[:5]
        more = "…" if len(wrong) > len(shown) else ""
        line = fields.line(name)
        yield Text(
            f"第{line}行：{name} 与 requested 不一致（参会方{'、'.join(shown)}{more}），"
            "以 requested 为准",
            f"line {line}: {name} differs from requested (participants {', '.join(shown)}{more}); "
            "requested is followed",
        )
