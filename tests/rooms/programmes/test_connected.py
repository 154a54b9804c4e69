"""Whatever a shipped pack names is done by somebody, and every fact it asks can be told."""

from __future__ import annotations

from copy import deepcopy

import pytest

from kechuang.cases import connections
from kechuang.cases.connections import facts_told, performer_of
from kechuang.cases.services.effects import OWN_EFFECTS
from kechuang.cases.states import OBJECTION_UPHELD
from kechuang.programmes.states import BID_PROCEDURE, ITEM_PROCEDURE, LANE_PROCEDURE
from tests.engines.flow.playing import PROCEDURES

OURS = (ITEM_PROCEDURE, BID_PROCEDURE, LANE_PROCEDURE)


def unperformed() -> set[tuple[str, str]]:
    """Effects of shipped packs that nobody performs."""
    return {
        (procedure.id, effect)
        for procedure in PROCEDURES.values()
        for effect in procedure.effects
        if effect not in OWN_EFFECTS and performer_of(procedure, effect) is None
    }


def untold() -> set[tuple[str, str]]:
    """Facts of shipped packs that nobody tells; what became of objections the case itself knows."""
    return {
        (procedure.id, fact)
        for procedure in PROCEDURES.values()
        for fact in procedure.facts
        if fact != OBJECTION_UPHELD and fact not in facts_told(procedure)
    }


def test_every_effect_of_a_shipped_pack_is_performed() -> None:
    assert unperformed() == set()


def test_every_fact_of_a_shipped_pack_is_told() -> None:
    assert untold() == set()


@pytest.mark.parametrize("name", OURS)
def test_a_performer_that_is_removed_is_missed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for effect in PROCEDURES[name].effects.keys() - OWN_EFFECTS:
        connected = deepcopy(connections._CONNECTED)
        del connected[name].performers[effect]
        monkeypatch.setattr(connections, "_CONNECTED", connected)

        assert (name, effect) in unperformed()


@pytest.mark.parametrize("name", OURS)
def test_a_fact_that_is_removed_is_missed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for fact in PROCEDURES[name].facts.keys() - {OBJECTION_UPHELD}:
        connected = deepcopy(connections._CONNECTED)
        connected[name].told.remove(fact)
        monkeypatch.setattr(connections, "_CONNECTED", connected)

        assert (name, fact) in untold()
