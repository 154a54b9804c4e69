"""What is known of a value, row by row, as the explaining evaluator would know it."""

from __future__ import annotations

from typing import NamedTuple

from kechuang.engines.rulebook.columns.planes import Plane, picked


class State(NamedTuple):
    """``known``: there is a value. ``raised``: it cannot be computed. ``lacking``: on the way to
    it a fact was missed. ``escaped``: only the explaining evaluator can tell. ``is_certain``: it
    needs no fact.
    """

    known: Plane
    raised: Plane
    lacking: Plane
    escaped: Plane
    is_certain: bool = False


def followed(earlier: State, later: State) -> State:
    """Both values are needed; a fact after one that cannot be computed is not asked any more."""
    if earlier.is_certain or later.is_certain:
        return later if earlier.is_certain else earlier
    return State(
        earlier.known & later.known,
        either(earlier.raised, later.raised),
        earlier.lacking | (later.lacking & ~earlier.raised),
        either(earlier.escaped, later.escaped),
    )


def either(one: Plane, other: Plane) -> Plane:
    """The union; a plane that is shared (nothing raised, nothing escaped) costs nothing."""
    return one if one is other else one | other


def picked_state(rows: Plane, one: State, other: State) -> State:
    return State(
        picked(rows, one.known, other.known),
        picked(rows, one.raised, other.raised),
        picked(rows, one.lacking, other.lacking),
        picked(rows, one.escaped, other.escaped),
    )


class Found(NamedTuple):
    """What a test or condition says: planes that exclude each other; no bit: a person decides.

    ``lacking`` and ``escaped`` as in ``State``; where ``escaped`` is set the others mean nothing.
    """

    met: Plane
    not_met: Plane
    unknown: Plane
    lacking: Plane
    escaped: Plane

    @property
    def possible(self) -> Plane:
        return ~(self.met | self.not_met | self.unknown)
