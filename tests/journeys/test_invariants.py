"""Everything that must hold over the whole database holds in the small region."""

from __future__ import annotations

from kechuang.base.invariants import every_invariant, examine
from tests.journeys.small_region import Region, region

__all__ = ["region"]


def test_everything_that_must_hold_holds_in_the_region(region: Region) -> None:
    broken = [examined for examined in map(examine, every_invariant()) if not examined.holds]

    assert [(each.invariant.name, each.findings) for each in broken] == []
