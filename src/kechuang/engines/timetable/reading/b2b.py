"""An event from a B2B file.

``requested`` has a row ``first, second, session`` for each meeting (1 morning, 2 afternoon, 3 any);
``forbidden`` a set of slots for each participant, ``fixed`` a slot for each meeting (0: free),
``precedences`` for each meeting the meetings that come before it. The number 0 in a set stands for
nothing. ``meetingsxBusiness`` (the number 1, and each meeting's number plus one) and
``nMeetingsBusiness`` repeat what ``requested`` says: they may be absent, and where they differ the
reader follows ``requested`` and says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kechuang.engines.timetable.building import build_event
from kechuang.engines.timetable.instance import FAIRNESS, Event, Meeting, Session
from kechuang.engines.timetable.reading.dzn import Item, parse
from kechuang.engines.timetable.reading.fields import Fields
from kechuang.engines.timetable.reading.repeated import differences
from kechuang.engines.timetable.reading.source import CORRECT, read_text, refused
from kechuang.engines.wording import Text

MOST_CELLS = 1_000_000


@dataclass(frozen=True)
class Read:
    """The event, and what in the file was not followed."""

    event: Event
    warnings: tuple[Text, ...] = ()


def read_event(path: Path, *, fairness: int | None = FAIRNESS) -> Read:
    """The event of a file; participants and meetings are named by their numbers from ``"1"``.

    Refuses (``TimetableError``) with the line what is not MiniZinc data, incomplete or
    contradictory.
    """
    fields = Fields(parse(read_text(path)))
    slots, people = fields.count("nTotalSlots"), fields.count("nBusiness")
    _refuse_too_large(fields.count("nMeetings") * slots)
    beyond: list[Text] = []
    away = [_away(item, slots, beyond) for item in fields.sets("forbidden", people)]
    event = build_event(
        participants=[str(number) for number in range(1, people + 1)],
        meetings=list(_meetings(fields, people, slots)),
        tables=fields.count("nTables"),
        slots=slots,
        morning=fields.count("nMorningSlots"),
        forbidden={str(number): times for number, times in enumerate(away, 1)},
        fairness=fairness,
    )
    return Read(event, (*beyond, *differences(fields, event)))


def _meetings(fields: Fields, people: int, slots: int) -> Iterator[Meeting]:
    number = fields.count("nMeetings")
    rows = fields.rows("requested", number, 3)
    fixed = fields.numbers("fixed", number)
    before = fields.sets("precedences", number)
    for place, (line, (first, second, session)) in enumerate(rows):
        _refuse_strange_row(line, first, second, session, people)
        if fixed[place] > slots:
            raise _no_such(fields.line("fixed"), Text("时段", "slot"), fixed[place])
        yield Meeting(
            str(place + 1),
            str(first),
            str(second),
            Session(session),
            fixed[place] or None,
            after=_earlier(before[place], number),
        )


def _refuse_strange_row(line: int, first: int, second: int, session: int, people: int) -> None:
    for participant in (first, second):
        if not 1 <= participant <= people:
            raise _no_such(line, Text("参会方", "participant"), participant)
    if first == second:
        why = Text("双方是同一方", "a participant meets itself")
        raise refused(line, why, CORRECT)
    if session not in set(Session):
        why = Text(f"第三列{session}不是1、2或3", f"the third column {session} is not 1, 2 or 3")
        raise refused(line, why, CORRECT)


def _earlier(item: Item, number: int) -> frozenset[str]:
    found = _members(item)
    if strange := [meeting for meeting in found if not 1 <= meeting <= number]:
        raise _no_such(item.line, Text("洽谈", "meeting"), min(strange))
    return frozenset(map(str, found))


def _away(item: Item, slots: int, beyond: list[Text]) -> frozenset[int]:
    """Slots after the last one cannot be used anyway: told, not refused."""
    found = _members(item)
    if min(found, default=1) < 1:
        raise _no_such(item.line, Text("时段", "slot"), min(found))
    if late := [slot for slot in found if slot > slots]:
        beyond.append(
            Text(
                f"第{item.line}行：没有第{max(late)}时段，未采用",
                f"line {item.line}: there is no slot {max(late)}, left out",
            )
        )
    return frozenset(slot for slot in found if slot <= slots)


def _members(item: Item) -> set[int]:
    return set(item.value) - {0} if isinstance(item.value, frozenset) else set()


def _no_such(line: int, what: Text, number: int) -> Exception:
    why = Text(f"没有{what.zh}{number}", f"there is no {what.en} {number}")
    return refused(line, why, CORRECT)


def _refuse_too_large(cells: int) -> None:
    if cells > MOST_CELLS:
        raise refused(
            None,
            Text("洽谈数乘以时段数超过一百万", "meetings times slots exceed a million"),
            Text("请按天分成几个文件", "Split it into a file for each day"),
        )
