"""Computing the slices of a run of rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kechuang.cli.computing import computed_in_order
from kechuang.cli.rules_files import Told
from kechuang.engines.rulebook import columns

Compute = Callable[[columns.Slice], bytes]


def computed(
    told: Told, compute: Compute, workers: int, scheduler: str = ""
) -> Iterator[tuple[columns.Slice, bytes]]:
    """Each slice with its answers, in order."""
    return computed_in_order(compute, told.after, told.parts, workers=workers, scheduler=scheduler)
