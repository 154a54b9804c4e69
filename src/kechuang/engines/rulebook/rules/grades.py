"""Grades: what a total is called."""

from __future__ import annotations

from typing import NamedTuple

from kechuang.engines.rulebook.rules.bands import Point, Points
from kechuang.engines.wording import Text


class Grade(NamedTuple):
    """Totals from ``at_least`` up to the next grade."""

    at_least: int
    label: Text


def grades_between(grades: tuple[Grade, ...], points: Points) -> tuple[Text, ...]:
    """Every grade that the total can still have, lowest first; ``grades`` rise from zero."""
    if not grades:
        return ()
    first, last = (_position(grades, point) for point in points)
    return tuple(grade.label for grade in grades[first : last + 1])


def _position(grades: tuple[Grade, ...], point: Point) -> int:
    return max(sum(grade.at_least <= point for grade in grades) - 1, 0)
