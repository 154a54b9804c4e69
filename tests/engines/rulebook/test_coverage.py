"""Every clause of the shipped packs is classified on four axes; what is amiss is told by line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kechuang.engines.packfile import BrokenPackError
from kechuang.engines.rulebook import (
    Coverage,
    Pack,
    load_catalogue,
    load_folder,
    read_coverage,
    refuse_strangers,
)

PACKS = Path(__file__).parents[3] / "packs"
TEXT = (PACKS / "coverage.yaml").read_text(encoding="utf-8")
SALE = "sale: sme hnte | industry | - | grant"


@pytest.fixture(scope="module")
def packs() -> tuple[Pack, ...]:
    return load_folder(PACKS, load_catalogue(PACKS / "facts.yaml"))


@pytest.fixture(scope="module")
def shipped() -> Coverage:
    return read_coverage(TEXT)


def line_of(text: str, part: str) -> int:
    return next(at for at, line in enumerate(text.splitlines(), start=1) if part in line)


def test_every_shipped_clause_is_classified_and_no_other(
    shipped: Coverage, packs: tuple[Pack, ...]
) -> None:
    refuse_strangers(shipped, packs)

    assert shipped.unplaced(packs) == []
    assert [axis.id for axis in shipped.axes] == ["enterprise", "research", "talent", "support"]


def test_a_cell_counts_the_clauses_of_both_values(
    shipped: Coverage, packs: tuple[Pack, ...]
) -> None:
    rows = shipped.cells(packs, "talent", "support")

    by_hand = {
        key for key, place in shipped.places.items() if "reward" in place[2] and "tax" in place[3]
    }
    (cell,) = (one for row in rows for one in row if (one.value, one.other) == ("reward", "tax"))
    assert set(cell.clauses) == by_hand == {("conversion-award-tax", "conversion-award-tax")}


def test_a_cell_without_a_clause_is_there_as_a_gap(
    shipped: Coverage, packs: tuple[Pack, ...]
) -> None:
    rows = shipped.cells(packs[:1], "enterprise", "support")

    assert [len(row) for row in rows] == [8] * 4
    assert any(not cell.clauses for row in rows for cell in row)
    assert len(shipped.every_cell(packs[:1])) == 4 * 5 + 4 * 4 + 4 * 8 + 5 * 4 + 5 * 8 + 4 * 8


def test_an_adopted_policy_is_classified_as_its_model(
    shipped: Coverage, packs: tuple[Pack, ...]
) -> None:
    adopted = next(pack for pack in packs if pack.id == "yunlan-contracts")

    assert shipped.place_of(adopted, "buyer") == shipped.places["fuqing-contracts", "buyer"]


def test_all_is_every_value_and_a_dash_is_none(shipped: Coverage) -> None:
    enterprise, _research, talent, _support = shipped.places[
        "rd-super-deduction", "rd-super-deduction"
    ]

    assert enterprise == {"seed", "sme", "hnte", "leader"}
    assert talent == frozenset()


@pytest.mark.parametrize(
    ("there", "instead", "why"),
    [
        (SALE, "sale: sme hntee | industry | - | grant", "没有“hntee”.*是否想写“hnte”"),
        (SALE, "sale: sme | industry | grant", "要写 4 个轴，写了 3 个"),
        (SALE, "sale: sme | | - | grant", "没有“”"),
    ],
)
def test_a_line_amiss_is_refused_with_its_number(there: str, instead: str, why: str) -> None:
    text = TEXT.replace(there, instead)

    with pytest.raises(BrokenPackError) as refused:
        read_coverage(text)

    told = str(refused.value)
    assert re.search(why, told, re.DOTALL)
    assert str(line_of(text, instead)) in told


@pytest.mark.parametrize(
    ("there", "instead", "why"),
    [
        (SALE, "sales: sme | industry | - | grant", "anhui-first-set 没有条款“sales”"),
        ("  anhui-first-set:", "  anhui-first-sets:", "没有政策包“anhui-first-sets”"),
        ("{bank: seed sme hnte | - | - | finance, ", "{", "anhui-risk-pool/bank 没有归类"),
    ],
)
def test_strangers_and_unclassified_clauses_are_refused_with_their_line(
    packs: tuple[Pack, ...], there: str, instead: str, why: str
) -> None:
    text = TEXT.replace(there, instead, 1)
    assert text != TEXT

    with pytest.raises(BrokenPackError) as refused:
        refuse_strangers(read_coverage(text), packs)

    told = str(refused.value)
    assert why in told
    assert f"coverage.yaml:{line_of(text, instead)}" in told or f"{line_of(text, instead)}" in told
