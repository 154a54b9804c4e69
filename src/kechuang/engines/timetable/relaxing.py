"""Which single rule must give way for a timetable to exist, found by trying."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from kechuang.engines.timetable.instance import Event, Meeting, Session
from kechuang.engines.timetable.solving import Effort, is_possible
from kechuang.engines.wording import Text

SECONDS_EACH = 5.0


def relaxations(event: Event, effort: Effort | None = None) -> list[Text]:
    """Rules each of which alone, left out, allows a timetable; each is tried for a few seconds.

    A rule that is not named may still be enough: its few seconds ended without an answer.
    """
    effort = replace(effort or Effort(), seconds=SECONDS_EACH)
    return [
        words
        for words, relaxed in _candidates(event)
        if relaxed != event and is_possible(relaxed, effort)
    ]


def _candidates(event: Event) -> Iterator[tuple[Text, Event]]:
    yield (
        Text("不限各方空档数之差", "no limit on differing numbers of breaks"),
        replace(event, fairness=None),
    )
    for words, change in _MEETINGS:
        yield words, replace(event, meetings=tuple(map(change, event.meetings)))
    yield (
        Text("不计各方不在的时段", "everybody present in all slots"),
        replace(event, forbidden={}),
    )
    yield (
        Text("桌数不限", "as many tables as it takes"),
        replace(event, tables=max(event.tables, len(event.participants) // 2)),
    )


_MEETINGS: tuple[tuple[Text, Callable[[Meeting], Meeting]], ...] = (
    (
        Text("不要求上午或下午", "no wish for morning or afternoon"),
        lambda meeting: replace(meeting, session=Session.ANY),
    ),
    (Text("不固定时段", "no fixed slots"), lambda meeting: replace(meeting, fixed=None)),
    (Text("不要求先后", "no precedences"), lambda meeting: replace(meeting, after=frozenset())),
)
