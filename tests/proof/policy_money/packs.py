"""Cases of the rulebook: a measure written as a policy pack, asked about a firm."""

from __future__ import annotations

from collections.abc import Callable
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
from tests.proof.policy_money.kinds import Inputs, Kind
from tests.proof.policy_money.measures import (
    Brackets,
    Item,
    Measure,
    Sheet,
    Tree,
    draw_measure,
    draw_sheet,
)
from tests.proof.policy_money.second.measures import computed

ON = date(2026, 11, 21)
PACK = """\
id: proof
title: {zh: 证明, en: Proof}
issuer: 某局
doc_no: 证明〔2026〕1号
valid_from: 2026-01-01
region: "100000"
evidence: 示例
text_kind: TEXT_KIND
clauses:
  - id: only
    kind: subsidy
    title: {zh: 条款, en: Clause}
    article: 第一条
    conditions:
      - {id: here, article: 第一条, label: {zh: 境内, en: Here}, test: mainland_resident}
    amount:
      label: {zh: 补助, en: Subsidy}
"""
ITEM = "- {id: item-N, article: 第二条, label: {zh: 一项, en: Item}, "


def kind(random: Random, *, measures: int) -> Kind:
    """Cases over so many random ``measures``, each read once from its pack."""
    pool = [draw_measure(random) for _ in range(measures)]

    def draw(random: Random) -> Inputs:
        return random.choice(pool), draw_sheet(random)

    return Kind("rulebook", draw, ours, computed, is_replayed)


def ours(measure: Measure, sheet: Sheet) -> tuple[str, int | None, int | None]:
    amount = answered(measure, sheet).amount
    assert amount is not None
    return amount.kind, amount.low_fen, amount.high_fen


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


def written(measure: Measure) -> str:
    head = PACK.replace("TEXT_KIND", "ceiling" if measure.is_ceiling else "hard")
    items = (f"        {_item(number, item)}\n" for number, item in enumerate(measure.items))
    cap = "" if measure.cap_fen is None else f"      cap: {_yuan(measure.cap_fen)}\n"
    return f"{head}      items:\n{''.join(items)}{cap}"


def _item(number: int, item: Item) -> str:
    cap = "" if item.cap_fen is None else f", cap: {_yuan(item.cap_fen)}"
    least = f", least: {_yuan(item.least_fen)}" if item.least_fen else ""
    return ITEM.replace("N", str(number)) + _formula(item.formula) + cap + least + "}"


def _formula(formula: Tree | Brackets) -> str:
    if not isinstance(formula, Brackets):
        return f'compute: "{_phrase(formula)}"'
    *below, last = formula.rates_bp
    pairs = zip(formula.tops_fen, below, strict=True)
    rows = [f"{{up_to: {_yuan(top)}, rate: {_percent(rate)}}}" for top, rate in pairs]
    rows.append(f"{{rate: {_percent(last)}}}")
    return f'of: "{_phrase(formula.base)}", brackets: [{", ".join(rows)}]'


def _phrase(tree: Tree) -> str:
    sign, *parts = tree
    if sign in LEAVES:
        return LEAVES[sign](*parts)
    one, other = map(_phrase, parts)
    return f"{sign}({one}, {other})" if sign in ("min", "max") else f"({one} {sign} {other})"


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}元"


def _percent(bp: int) -> str:
    return f"{bp // 100}.{bp % 100:02d}%"


LEAVES: dict[str, Callable[..., str]] = {
    "fact": lambda name, year: f"{name}@{year}",
    "sum": lambda name, years: f"sum({name}, {years})",
    "mean": lambda name, years: f"mean({name}, {years})",
    "fen": _yuan,
    "ratio": _percent,
    "days": lambda days: f"{days}天",
}
