"""The drawing as SVG text: classes only, so that no style is needed inside."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from kechuang.cases.drawing.plan import LEFT, RIGHT, Lane, Plan, Side, plan_of
from kechuang.cases.drawing.ports import GAP, Ports, ports_of
from kechuang.cases.drawing.shapes import BOX, head, lines, loop, turned
from kechuang.engines.flow import Procedure, Step
from kechuang.engines.wording import Text

TRACK, RADIUS, PITCH = 18, 9, 20
_NAME = Text("流程图", "Drawing of the procedure")


def drawing_of(
    procedure: Procedure, *, language: str, is_public: bool = False, current: str = ""
) -> str:
    """The SVG; numbers lead to ``#step-N``. ``current`` is the state to mark."""
    plan = plan_of(procedure)
    return _Drawing(procedure, plan, ports_of(plan), language, is_public, current).written()


class _Drawing:
    def __init__(
        self,
        procedure: Procedure,
        plan: Plan,
        ports: Ports,
        language: str,
        is_public: bool,
        current: str,
    ) -> None:
        self.procedure, self.plan, self.ports = procedure, plan, ports
        self.language, self.is_public, self.current = language, is_public, current
        self.left = self._margin(LEFT)
        self.width = self.left + BOX + self._margin(RIGHT)

    def written(self) -> str:
        title = f"{_NAME.said_in(self.language)} · {self.procedure.title.said_in(self.language)}"
        return "".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" class="flow-drawing" role="group" '
                f'aria-label="{escape(title)}" width="{self.width}" height="{self.ports.total}" '
                f'viewBox="0 0 {self.width} {self.ports.total}">',
                *(self._lane(lane) for lane in self.plan.lanes),
                *(self._straight(row) for row in self.plan.straight),
                *(self._box(row) for row in range(len(self.plan.states))),
                *self._numbers(),
                "</svg>",
            ]
        )

    def _margin(self, side: Side) -> int:
        tracks = self.plan.tracks(side)
        return self._lane_at(side, tracks - 1) + RADIUS + 2 if tracks else 8

    def _lane_at(self, side: Side, track: int) -> int:
        """How far from the boxes a lane runs: beyond the numbers of its steps."""
        return 24 + PITCH * self.plan.most_numbers(side) + TRACK * track

    def _edge(self, side: Side) -> int:
        return self.left if side == LEFT else self.left + BOX

    def _lane(self, lane: Lane) -> str:
        """One path from every origin along the lane into the target, with its head."""
        edge = self._edge(lane.side)
        x = edge + lane.side * self._lane_at(lane.side, lane.track)
        end = self.ports.at[lane.key, lane.target]
        paths = (
            turned(edge, self.ports.at[lane.key, row], x, end, lane.side)
            for row in lane.origins
            if row != lane.target
        )
        own = loop(edge, x, end, lane.side) if lane.target in lane.origins else ""
        ways = "".join(f'<path class="flow-way" d="{path}"/>' for path in [*paths, own] if path)
        return ways + head(edge + lane.side, end, lane.side)

    def _straight(self, row: int) -> str:
        x = self.left + BOX // 2
        top = self.ports.tops[row] + self.ports.heights[row]
        end = self.ports.tops[row + 1]
        return (
            f'<path class="flow-way" d="M{x} {top}V{end - 6}"/>'
            f'<path class="flow-head" d="M{x} {end - 1}l-5 -8h10z"/>'
        )

    def _box(self, row: int) -> str:
        name = self.plan.states[row]
        state = self.procedure.states[name]
        words = state.wording.public if self.is_public else state.wording.staff
        top, height = self.ports.tops[row], self.ports.heights[row]
        kinds = ["flow-state"]
        kinds += ["flow-end"] if state.is_terminal else []
        kinds += ["flow-start"] if name == self.procedure.start else []
        kinds += ["flow-current"] if name == self.current else []
        said_on = lines(words.said_in(self.language))
        middle = top + height // 2 + 5 - 9 * (len(said_on) - 1)
        said = "".join(
            f'<text class="flow-name" x="{self.left + BOX // 2}" y="{middle + 18 * place}" '
            f'text-anchor="middle">{escape(line)}</text>'
            for place, line in enumerate(said_on)
        )
        return (
            f'<rect class="{" ".join(kinds)}" x="{self.left}" y="{top}" width="{BOX}" '
            f'height="{height}" rx="{22 if state.is_terminal else 6}"/>{said}'
        )

    def _numbers(self) -> Iterator[str]:
        for row, numbers in self.plan.straight.items():
            y = self.ports.tops[row] + self.ports.heights[row] + GAP // 2 - 3
            for place, number in enumerate(numbers):
                yield self._number(number, self.left + BOX // 2 + 18 + place * 22, y)
        for lane in self.plan.lanes:
            for row, numbers in lane.origins.items():
                y = self.ports.at[lane.key, row]
                for place, number in enumerate(numbers):
                    out = 14 + place * PITCH
                    if row == lane.target:
                        out, y = self._lane_at(lane.side, lane.track), y - 6
                    yield self._number(number, self._edge(lane.side) + lane.side * out, y)

    def _number(self, number: int, x: int, y: int) -> str:
        step = self.procedure.steps[number - 1]
        return (
            f'<a href="#step-{number}" aria-label="{number} {escape(self._said(step))}">'
            f'<circle class="flow-number" cx="{x}" cy="{y}" r="{RADIUS}"/>'
            f'<text class="flow-digits" x="{x}" y="{y + 4}" text-anchor="middle">{number}</text>'
            f"<title>{number} {escape(self._said(step))}</title></a>"
        )

    def _said(self, step: Step) -> str:
        words = step.wording.public if self.is_public else step.wording.staff
        return words.said_in(self.language)
