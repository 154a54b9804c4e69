"""Cases of the rulebook: a measure written as a policy pack, asked about a firm."""

from __future__ import annotations

from datetime import date
from functools import cache
from random import Random

from kechuang.engines.rulebook import (
    Answer,
    Fact,
    FactCatalogue,
    FactSheet,
    Pack,
    evaluate,
    load_catalogue,
    load_pack,
)
from tests.proof.outcomes import ROOT
from tests.proof.policy_money.composing import draw_measure
from tests.proof.policy_money.kinds import Inputs, Kind
from tests.proof.policy_money.measures import Measure, Sheet
from tests.proof.policy_money.second.measures import computed
from tests.proof.policy_money.trees import draw_sheet
from tests.proof.policy_money.wording import written

ON = date(2026, 11, 21)
Bounds = tuple[int | None, int | None]


def kind(random: Random, *, measures: int) -> Kind:
    """Cases over so many random ``measures``, each read once from its pack."""
    pool = [draw_measure(random) for _ in range(measures)]

    def draw(random: Random) -> Inputs:
        return random.choice(pool), draw_sheet(random)

    return Kind("rulebook", draw, ours, computed, is_replayed)


def ours(measure: Measure, sheet: Sheet) -> tuple[str, int | None, int | None, tuple[Bounds, ...]]:
    amount = answered(measure, sheet).amount
    assert amount is not None
    shares = tuple((share.low_fen, share.high_fen) for share in amount.shares)
    return amount.kind, amount.low_fen, amount.high_fen, shares


def is_replayed(inputs: Inputs, _: object) -> bool:
    """The same measure, facts and day give the same bytes, reasons and steps included."""
    return answered(*inputs).canonical_bytes() == answered(*inputs).canonical_bytes()


def answered(measure: Measure, sheet: Sheet) -> Answer:
    facts = [Fact(name, value, str(year)) for name, year, value in sheet]
    firm = FactSheet("firm", [*facts, Fact("mainland_resident", True)])
    (answer,) = evaluate(pack_of(measure), firm, on=ON)
    return answer


@cache
def pack_of(measure: Measure) -> Pack:
    return load_pack(written(measure), name="proof.yaml", catalogue=catalogue())


@cache
def catalogue() -> FactCatalogue:
    return load_catalogue(ROOT / "packs" / "facts.yaml")
