"""The event went otherwise than planned: who is gone, which slots are lost, what is over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kechuang.engines.timetable.instance import Event, Meeting, Place, Timetable
from kechuang.engines.timetable.solving import Effort, Price, Solution, cheapest


@dataclass(frozen=True)
class Disruption:
    """``gone``: participants who do not come (any more); ``closed``: slots lost for everybody;
    ``past``: slots up to this one are over, and what took place in them stays."""

    gone: frozenset[str] = frozenset()
    closed: frozenset[int] = frozenset()
    past: int = 0


@dataclass(frozen=True)
class Move:
    """A meeting that has another place than before; ``before`` is none where it is new."""

    meeting: str
    before: Place | None
    now: Place

    @property
    def is_other_slot(self) -> bool:
        return self.before is None or self.before.slot != self.now.slot


@dataclass(frozen=True)
class Replanned:
    """``event``: what is left of it; ``moves``: every meeting people must be told of;
    ``cancelled``: meetings that cannot take place as somebody is gone. ``solution.is_proved`` says
    that no timetable costs less, counting breaks and moves at the price asked."""

    event: Event
    solution: Solution
    moves: tuple[Move, ...] = ()
    cancelled: tuple[str, ...] = ()


def replan(
    event: Event,
    earlier: Timetable,
    disruption: Disruption,
    *,
    price: Price | None = None,
    effort: Effort | None = None,
) -> Replanned:
    """A new timetable for what is left, near the ``earlier`` one.

    ``earlier`` names the place of every meeting that was planned; meetings of the event which it
    does not name are new, and may have any slot that is not over. Without a ``price`` the fewest
    breaks come first and then the fewest moves.
    """
    cancelled = tuple(_cancelled(event, earlier, disruption))
    left = disrupted(event.without(cancelled), earlier, disruption)
    solution = cheapest(left, earlier, price or Price.breaks_first(left), effort or Effort())
    return Replanned(left, solution, tuple(_moves(earlier, solution.timetable)), cancelled)


def disrupted(event: Event, earlier: Timetable, disruption: Disruption) -> Event:
    """The event in which the past is fixed, and the rest is later."""
    meetings = tuple(_as_now(meeting, earlier, disruption) for meeting in event.meetings)
    lost = frozenset(slot for slot in disruption.closed if slot > disruption.past)
    return replace(event, meetings=meetings, closed=event.closed | lost)


def _is_over(meeting: Meeting, earlier: Timetable, disruption: Disruption) -> bool:
    return meeting.name in earlier and earlier[meeting.name].slot <= disruption.past


def _cancelled(event: Event, earlier: Timetable, disruption: Disruption) -> Iterator[str]:
    for meeting in event.meetings:
        is_open = not _is_over(meeting, earlier, disruption)
        if is_open and not disruption.gone.isdisjoint(meeting.pair):
            yield meeting.name


def _as_now(meeting: Meeting, earlier: Timetable, disruption: Disruption) -> Meeting:
    if _is_over(meeting, earlier, disruption):
        return replace(meeting, fixed=earlier[meeting.name].slot)
    return replace(meeting, earliest=max(meeting.earliest, disruption.past + 1))


def _moves(earlier: Timetable, now: Timetable) -> Iterator[Move]:
    for name, place in now.items():
        if earlier.get(name) != place:
            yield Move(name, earlier.get(name), place)
