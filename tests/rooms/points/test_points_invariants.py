"""Each invariant of the room holds of a healthy region, and finds the harm made for it."""

from __future__ import annotations

import pytest

from kechuang.base.invariants import examine
from kechuang.points.invariants import INVARIANTS
from tests.proof.corruptions.damage import damaged
from tests.proof.corruptions.points import CORRUPTIONS
from tests.proof.healthy_points import build_points


@pytest.mark.django_db
def test_every_invariant_holds_and_finds_its_harm(region) -> None:
    build_points(region)

    for invariant in INVARIANTS:
        assert examine(invariant).findings == (), invariant.name
        with damaged() as damage:
            CORRUPTIONS[invariant.name](damage)
            findings = examine(invariant).findings
        assert any(one.where != invariant.name for one in findings), invariant.name


def test_every_invariant_has_its_harm() -> None:
    assert {one.name for one in INVARIANTS} == set(CORRUPTIONS)
