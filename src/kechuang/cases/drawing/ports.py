"""How high each box is, and where on its sides lanes begin and end."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kechuang.cases.drawing.plan import Lane, Plan, Side

LEAST_HEIGHT, PORT_PITCH, GAP, SMALL_GAP, MARGIN = 44, 22, 40, 20, 6


@dataclass(frozen=True, slots=True)
class Ports:
    """Heights in the drawing, from its top; ``at`` is told by the key of a lane and a box."""

    tops: tuple[int, ...]
    heights: tuple[int, ...]
    at: dict[tuple[tuple[Side, int], int], int]

    @property
    def total(self) -> int:
        return self.tops[-1] + self.heights[-1] + MARGIN


def ports_of(plan: Plan) -> Ports:
    """One port for each lane that touches a box; the lanes further out lie in the middle."""
    touching = _touching(plan)
    tops, heights, y = [], [], MARGIN
    for row in range(len(plan.states)):
        most = max(len(touching[row, side]) for side in (-1, 1))
        height = max(LEAST_HEIGHT, PORT_PITCH * most + 8)
        tops.append(y)
        heights.append(height)
        y += height + (GAP if row in plan.straight else SMALL_GAP)
    at = {
        (lane.key, row): tops[row] + _offset(heights[row], place, len(lanes))
        for (row, _), lanes in touching.items()
        for place, lane in enumerate(lanes)
    }
    return Ports(tuple(tops), tuple(heights), at)


def _touching(plan: Plan) -> dict[tuple[int, Side], list[Lane]]:
    """The lanes at each side of each box, from top to bottom: those from above come first."""
    touching: dict[tuple[int, Side], list[Lane]] = defaultdict(list)
    for lane in plan.lanes:
        for row in {lane.target, *lane.origins}:
            touching[row, lane.side].append(lane)
    for (row, _), lanes in touching.items():
        lanes.sort(key=lambda lane: _turn(lane, row))
    return touching


def _turn(lane: Lane, row: int) -> tuple[int, int]:
    """Lanes that end here by coming down lie above those that set out downwards."""
    comes_from_above = lane.bottom == row
    return (0, lane.track) if comes_from_above else (1, -lane.track)


def _offset(height: int, place: int, count: int) -> int:
    return height * (2 * place + 1) // (2 * count)
