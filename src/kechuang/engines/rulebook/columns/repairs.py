"""What would repair a condition that is not met: whether its gaps are small, whether it is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kechuang.engines.rulebook.columns.planes import Plane


class Bound(NamedTuple):
    """A plane that is not certain everywhere: set ``surely``, or ``perhaps``."""

    surely: Plane
    perhaps: Plane


class Repair(NamedTuple):
    """Of the rows that are not met. ``small``: every gap is curable and small. ``single``: one
    curable gap that is not too much, while nothing beside it is unknown.
    """

    small: Bound
    single: Bound

    @property
    def near(self) -> Bound:
        return Bound(
            self.small.surely | self.single.surely, self.small.perhaps | self.single.perhaps
        )


class Part(NamedTuple):
    """A part of a condition: where it failed, and what would repair it there."""

    failed: Plane
    repair: Repair


def certain(plane: Plane) -> Bound:
    return Bound(plane, plane)


def all_repaired(parts: Sequence[Part], settled: Plane) -> Repair:
    """Every failed part must be repaired; ``settled``: nothing beside them is unknown."""
    smalls, singles = ([getattr(part.repair, name) for part in parts] for name in Repair._fields)
    one = exactly_one([part.failed for part in parts]) & settled
    small = Bound(*(_of_all_failed(parts, planes) for planes in zip(*smalls, strict=True)))
    single = (one & _of_all_failed(parts, planes) for planes in zip(*singles, strict=True))
    return Repair(small, Bound(*single))


def exactly_one(failed: Sequence[Plane]) -> Plane:
    once = failed[0] ^ failed[0]
    twice = once
    for plane in failed:
        twice = twice | (once & plane)
        once = once | plane
    return once & ~twice


def _of_all_failed(parts: Sequence[Part], planes: Sequence[Plane]) -> Plane:
    lost = planes[0] ^ planes[0]
    for part, plane in zip(parts, planes, strict=True):
        lost = lost | (part.failed & ~plane)
    return ~lost


def of_any_failed(parts: Sequence[Part], planes: Sequence[Plane]) -> Plane:
    found = planes[0] ^ planes[0]
    for part, plane in zip(parts, planes, strict=True):
        found = found | (part.failed & plane)
    return found
