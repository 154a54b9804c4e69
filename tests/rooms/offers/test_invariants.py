"""Every truth about offers holds of healthy records, and each harm is found."""

from __future__ import annotations

import pytest

from kechuang.base.invariants import examine
from kechuang.offers.invariants import INVARIANTS
from tests.proof.corruptions.damage import damaged
from tests.proof.corruptions.offers import CORRUPTIONS
from tests.proof.healthy_offers import build_offers
from tests.rooms.offers.scene import Scene


def test_healthy_offers_break_no_truth_and_each_harm_is_found(
    kept_scene: Scene, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.proof.healthy_offers.scene_of", lambda region: kept_scene)
    build_offers(kept_scene.region)

    broken = [each.name for each in INVARIANTS if not examine(each).holds]
    missed = []
    for each in INVARIANTS:
        with damaged() as damage:
            CORRUPTIONS[each.name](damage)
            if examine(each).holds:
                missed.append(each.name)

    assert (broken, missed) == ([], [])
