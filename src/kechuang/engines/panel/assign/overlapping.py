"""Overlapping units that no flow can hold: joined units, then swaps; or CP-SAT."""

from __future__ import annotations

from dataclasses import replace

from kechuang.engines.panel.assign.columns import Optimum, best_flow
from kechuang.engines.panel.assign.exchange import Exchange
from kechuang.engines.panel.assign.front import front_of
from kechuang.engines.panel.assign.groups import joined_units
from kechuang.engines.panel.assign.instance import Instance
from kechuang.engines.panel.assign.links import Worth
from kechuang.engines.panel.assign.seating import Seating, Swaps

MOST_ROUNDS, WIDTH = 500, 60
SMALL = 10_000


def near_best(instance: Instance, relaxed: Optimum) -> tuple[Seating, int]:
    """A seating that keeps the overlapping units, and the proved bound of every total.

    Units that share a reviewer are first held as one, which a flow can do; swaps then win back what
    that was too strict about. Small instances, and those without such a seating, are solved as an
    integer programme. Refuses (``Infeasible``) where the unit rule leaves no assignment.
    """
    joined = _joined(instance, relaxed)
    is_small = len(instance.proposal) <= SMALL
    if joined is not None and (not is_small or joined.total() == relaxed.bound):
        return joined, relaxed.bound
    from kechuang.engines.panel.assign.integer_programme import (  # noqa: PLC0415
        by_programme,  # its solver loads pandas, for which no page and no command should wait
    )

    chosen, bound = by_programme(instance, relaxed.bound)
    return Seating.of_chosen(instance, chosen), bound


def _joined(instance: Instance, relaxed: Optimum) -> Seating | None:
    stricter = replace(instance, units=joined_units(instance.units))
    strict = best_flow(stricter, front_of(stricter))
    if strict is None or strict.broken:
        return None
    seating = Seating.of_chosen(instance, strict.chosen)
    swaps = Swaps.of(seating, relaxed.reduced_cost, WIDTH)
    Exchange(seating, swaps, Worth(threshold=-(2**62), weight=0)).run(rounds=MOST_ROUNDS)
    return seating
