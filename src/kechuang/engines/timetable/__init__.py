"""Timetable: one-to-one meetings of an event in slots and at tables, with the fewest breaks.

``build_event`` takes participants and meetings from records, ``read_event`` from a B2B file;
``solve`` finds the timetable and proves it; ``violations`` checks any timetable anew; ``replan``
mends one around no-shows with few changes; ``relaxations`` tells which rule stands in the way.
"""

from kechuang.engines.timetable.benchmark import bench
from kechuang.engines.timetable.building import build_event
from kechuang.engines.timetable.checking import breaks_by_participant, violations
from kechuang.engines.timetable.command_line import timetable
from kechuang.engines.timetable.instance import (
    FAIRNESS,
    Event,
    Meeting,
    Place,
    Session,
    Timetable,
)
from kechuang.engines.timetable.reading import Read, read_event
from kechuang.engines.timetable.refusals import TimetableError
from kechuang.engines.timetable.relaxing import relaxations
from kechuang.engines.timetable.replanning import Disruption, Move, Replanned, replan
from kechuang.engines.timetable.solving import Effort, Price, Solution, Status, solve

__all__ = [
    "FAIRNESS",
    "Disruption",
    "Effort",
    "Event",
    "Meeting",
    "Move",
    "Place",
    "Price",
    "Read",
    "Replanned",
    "Session",
    "Solution",
    "Status",
    "Timetable",
    "TimetableError",
    "bench",
    "breaks_by_participant",
    "build_event",
    "read_event",
    "relaxations",
    "replan",
    "solve",
    "timetable",
    "violations",
]
