"""Where everything of the drawing goes: boxes, lanes beside them, ports on their sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kechuang.engines.flow import Procedure

Side = int
LEFT, RIGHT = -1, 1


@dataclass(frozen=True, slots=True)
class Lane:
    """All ways from ``origins`` to ``target`` on one ``side``; ``track`` 0 is the nearest.

    ``origins`` maps each box a way starts from to the numbers of its steps.
    """

    side: Side
    target: int
    origins: Mapping[int, tuple[int, ...]]
    track: int

    @property
    def key(self) -> tuple[Side, int]:
        return self.side, self.target

    @property
    def top(self) -> int:
        return min(self.target, *self.origins)

    @property
    def bottom(self) -> int:
        return max(self.target, *self.origins)


@dataclass(frozen=True, slots=True)
class Plan:
    """``states`` from top to bottom; ``straight`` maps a box to the steps to the box below it."""

    states: tuple[str, ...]
    straight: Mapping[int, tuple[int, ...]]
    lanes: tuple[Lane, ...]

    def most_numbers(self, side: Side) -> int:
        """The most steps that leave a box by one lane on ``side``."""
        lanes = (lane for lane in self.lanes if lane.side == side)
        return max((len(numbers) for lane in lanes for numbers in lane.origins.values()), default=0)

    def tracks(self, side: Side) -> int:
        """How many lanes lie beside each other on ``side``."""
        return max((lane.track + 1 for lane in self.lanes if lane.side == side), default=0)


@dataclass(slots=True)
class _Tracks:
    """Gives each lane the nearest track on which it meets no other."""

    taken: list[list[tuple[int, int]]] = field(default_factory=list)

    def place(self, top: int, bottom: int) -> int:
        for track, spans in enumerate(self.taken):
            if all(bottom < first or top > last for first, last in spans):
                spans.append((top, bottom))
                return track
        self.taken.append([(top, bottom)])
        return len(self.taken) - 1


def plan_of(procedure: Procedure) -> Plan:
    """The plan of ``procedure``; steps are numbered from 1 as the pack lists them."""
    states = _in_order(procedure)
    rows = {state: row for row, state in enumerate(states)}
    straight: dict[int, list[int]] = defaultdict(list)
    bundles: dict[tuple[Side, int], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, step in enumerate(procedure.steps, 1):
        for origin in step.origins:
            start, end = rows[origin], rows[step.target]
            if end == start + 1:
                straight[start].append(number)
            else:
                bundles[RIGHT if end > start else LEFT, end][start].append(number)
    return Plan(states, _frozen(straight), tuple(_lanes(bundles)))


def _in_order(procedure: Procedure) -> tuple[str, ...]:
    """As the pack lists them, but the start first and the ends last."""
    ranked = sorted(
        procedure.states,
        key=lambda name: (name != procedure.start, procedure.states[name].is_terminal),
    )
    return tuple(ranked)


def _lanes(bundles: Mapping[tuple[Side, int], Mapping[int, list[int]]]) -> Iterable[Lane]:
    """Short lanes first: they lie nearest to the boxes."""
    tracks = {LEFT: _Tracks(), RIGHT: _Tracks()}

    def span(item: tuple[tuple[Side, int], Mapping[int, list[int]]]) -> tuple[int, int]:
        (_, target), origins = item
        rows = [target, *origins]
        return max(rows) - min(rows), target

    for (side, target), origins in sorted(bundles.items(), key=span):
        rows = [target, *origins]
        track = tracks[side].place(min(rows), max(rows))
        yield Lane(side, target, _frozen(origins), track)


def _frozen(lists: Mapping[int, list[int]]) -> dict[int, tuple[int, ...]]:
    return {row: tuple(numbers) for row, numbers in lists.items()}
