"""Every truth about corrections and appeals holds of healthy records, and each harm is found."""

from __future__ import annotations

from kechuang.appeals.invariants import INVARIANTS
from kechuang.base.invariants import examine
from tests.journeys.small_region import Region
from tests.proof.corruptions.appeals import CORRUPTIONS
from tests.proof.corruptions.damage import damaged
from tests.proof.healthy_appeals import build_appeals


def test_healthy_appeals_break_no_truth_and_each_harm_is_found(region: Region, db: None) -> None:
    build_appeals(region)

    broken = [each.name for each in INVARIANTS if not examine(each).holds]
    missed = []
    for each in INVARIANTS:
        with damaged() as damage:
            CORRUPTIONS[each.name](damage)
            if examine(each).holds:
                missed.append(each.name)

    assert (broken, missed) == ([], [])
