"""What columns cannot tell is explained; what they can is not; blocks do not change answers."""

from __future__ import annotations

import pytest

from kechuang.engines.rulebook import Fact, FactSheet, load_pack
from kechuang.engines.rulebook.columns import Plan, ask_block, findings, frame_of
from kechuang.engines.rulebook.columns.planes import how_many, positions, unpacked
from tests.engines.rulebook.columns.comparing import differences
from tests.engines.rulebook.columns.firms import of_packs
from tests.engines.rulebook.lists import ROWS, list_catalogue, rights
from tests.engines.rulebook.samples import MINIMAL, TODAY, leaf


def pack_of_lists():
    test = leaf("rights", "count(ip_rights where class under Ⅰ类) >= 1")
    text = MINIMAL.replace("TEXT_KIND", "hard").replace("CONDITIONS", f"      {test}")
    return load_pack(text, name="lists.yaml", catalogue=list_catalogue())


def test_only_the_firms_whose_lists_are_told_are_explained():
    pack, catalogue = pack_of_lists(), list_catalogue()
    sheets = [FactSheet("a", [rights(ROWS)]), FactSheet("b", []), FactSheet("c", [rights([])])]
    plan = Plan([pack], on=TODAY, catalogue=catalogue)

    (answers,) = ask_block(plan, frame_of(sheets, plan.needed, catalogue))

    assert answers.explained == 2
    assert [list(positions(plane)) for plane in (answers.met, answers.unknown)] == [[0], [1]]
    assert differences([pack], sheets, catalogue, TODAY) == []


def test_a_firm_that_escapes_wrongly_answered_would_be_seen(monkeypatch):
    """The red of the comparison itself: without escape bits the two evaluators differ."""
    pack, catalogue = pack_of_lists(), list_catalogue()
    honest = findings._undecided
    monkeypatch.setattr(
        findings,
        "_undecided",
        lambda *told: honest(*told)._replace(escaped=told[-1].none),
    )

    assert differences([pack], [FactSheet("a", [rights(ROWS)])], catalogue, TODAY)


@pytest.mark.parametrize("size", [64, 128, 1 << 16])
def test_answers_do_not_depend_on_the_size_of_blocks(packs, catalogue, size):
    sheets = of_packs(packs.values(), catalogue, on=TODAY, seed=5, count=200)
    plan = Plan(packs.values(), on=TODAY, catalogue=catalogue)
    frame = frame_of(sheets, plan.needed, catalogue)

    whole = {(one.pack.id, one.clause.id): one for one in ask_block(plan, frame)}
    met = dict.fromkeys(whole, 0)
    for block in frame.blocks(size):
        for one in ask_block(plan, block):
            met[one.pack.id, one.clause.id] += how_many(one.met)

    assert met == {key: how_many(one.met) for key, one in whole.items()}


def test_equal_tests_of_different_policies_are_asked_once(packs, catalogue):
    pack = packs["tech-sme"]

    once = Plan([pack], on=TODAY, catalogue=catalogue)
    twice = Plan([pack, pack_again(pack, catalogue)], on=TODAY, catalogue=catalogue)

    assert len(twice.tests) == len(once.tests)


def pack_again(pack, catalogue):
    return load_pack(pack.source, name="again.yaml", catalogue=catalogue)


def test_nobody_is_answered_who_is_not_there(packs, catalogue):
    """The rows that only fill a word of 64 have no verdict."""
    plan = Plan(packs.values(), on=TODAY, catalogue=catalogue)
    frame = frame_of([FactSheet("a", [Fact("employees", 5, "2025")])], plan.needed, catalogue)

    for answers in ask_block(plan, frame):
        planes = (answers.met, answers.not_met, answers.unknown, answers.near, *answers.failed)
        assert not any(unpacked(plane)[1:].any() for plane in planes)
