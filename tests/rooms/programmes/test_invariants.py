"""Each invariant of the room holds of a contracted item, and finds the harm made for it."""

from __future__ import annotations

import pytest

from kechuang.base.invariants import examine
from kechuang.programmes.invariants import TO_THE_AWARD
from tests.proof.corruptions.damage import damaged
from tests.proof.corruptions.programmes import CORRUPTIONS
from tests.rooms.programmes.contracting import drafted, in_force
from tests.rooms.programmes.scene import scene


@pytest.mark.django_db
def test_every_invariant_holds_and_finds_its_harm() -> None:
    town = scene()
    item, _ = town.approved()
    in_force(drafted(town, item.awards.get()))

    for invariant in TO_THE_AWARD:
        assert examine(invariant).findings == (), invariant.name
        with damaged() as damage:
            CORRUPTIONS[invariant.name](damage)
            findings = examine(invariant).findings
        assert any(one.where != invariant.name for one in findings), invariant.name


def test_every_invariant_has_its_harm() -> None:
    assert {one.name for one in TO_THE_AWARD} == set(CORRUPTIONS)
