"""From an event to a timetable with the fewest breaks, and the proof of it."""

from kechuang.engines.timetable.solving.cheapest import Price, cheapest
from kechuang.engines.timetable.solving.searching import Effort
from kechuang.engines.timetable.solving.solve import Solution, Status, is_possible, solve

__all__ = ["Effort", "Price", "Solution", "Status", "cheapest", "is_possible", "solve"]
