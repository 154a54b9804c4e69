"""Firms and policies made from a seed, for the benchmark; the figures are those of no real firm."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kechuang.engines.rulebook.catalogue import FactCatalogue, read_catalogue
from kechuang.engines.rulebook.columns.frames import Column, Flags, Frame, Numbers, Words
from kechuang.engines.rulebook.columns.planes import Plane, first, packed, rounded_up, unpacked
from kechuang.engines.rulebook.needs import Needed
from kechuang.engines.rulebook.packs import Pack
from kechuang.engines.rulebook.reading.packs import load_pack

SEED = 20_261_122
YUAN = 100
MONEY = tuple(f"money_{n}" for n in range(8))
COUNTS = tuple(f"count_{n}" for n in range(4))
FLAGS = tuple(f"flag_{n}" for n in range(6))
REGIONS = tuple(f"9901{n:02}" for n in range(1, 21))
TYPES = {MONEY: "money", COUNTS: "count", FLAGS: "flag"}

_PACK = """\
id: made-{n}
title: {{zh: 第{n}项, en: Policy {n}}}
issuer: 示例
doc_no: 示例〔2026〕{n}号
valid_from: 2020-01-01
region: "100000"
evidence: 示例
text_kind: hard
is_example: true
clauses:
  - id: only
    kind: subsidy
    title: {{zh: 补助, en: Subsidy}}
    article: 第一条
    conditions:
{conditions}
    amount:
      label: {{zh: 补助, en: Subsidy}}
      items:
        - {{id: sum, article: 第二条, label: {{zh: 补助, en: Subsidy}}, {amount}}}
"""


def made_catalogue() -> FactCatalogue:
    lines = [
        f"{name}: {{zh: {name}, en: {name}, type: {kind}, period: none, source: 示例}}"
        for names, kind in TYPES.items()
        for name in names
    ]
    lines += ["born: {zh: 成立, en: Born, type: date, period: none, source: 示例}"]
    lines += ["region_code: {zh: 地区, en: Region, type: code, period: none, source: 示例}"]
    return read_catalogue("\n".join(lines), name="made.yaml")


def made_packs(count: int, catalogue: FactCatalogue, *, seed: int = SEED) -> tuple[Pack, ...]:
    """``count`` policies of ten conditions each (amounts, ratios, heads, flags, age, place)."""
    random = Random(seed)  # noqa: S311 - figures of a benchmark, no secret
    texts = (_pack(n, random) for n in range(count))
    return tuple(load_pack(text, name="made.yaml", catalogue=catalogue) for text in texts)


def _pack(n: int, random: Random) -> str:
    tests = _tests(random)
    lines = [
        f"      - {{id: c{m}, article: 第一条, label: {{zh: 条件, en: Condition}}, test: '{test}'}}"
        for m, test in enumerate(tests)
    ]
    rate, cap = random.randrange(1, 30), random.randrange(10, 300)
    amount = f"compute: {random.choice(MONEY)} * {rate}%, cap: {cap}万元"
    return _PACK.format(n=n, conditions="\n".join(lines), amount=amount)


def _tests(random: Random) -> list[str]:
    one, other, third = random.sample(MONEY, 3)
    part, whole = random.sample(MONEY, 2)
    heads = random.sample(COUNTS, 2)
    flags = random.sample(FLAGS, 2)
    places = ", ".join(sorted(random.sample(REGIONS, 15)))
    return [
        f"{one} >= {random.randrange(1, 30)}万元",
        f"{other} <= {random.randrange(5_000, 60_000)}万元",
        f"{third} > {random.randrange(1, 20)}万元",
        f"{part} / {whole} >= {random.randrange(1, 20)}%",
        f"{heads[0]} >= {random.randrange(1, 10)}",
        f"{heads[1]} <= {random.randrange(300, 2_000)}",
        flags[0],
        f"not {flags[1]}",
        f"on - born >= {random.randrange(100, 1_500)}天",
        f"region_code under [{places}]",
    ]


def made_firms(rows: int, *, share_unknown: float = 0.0, seed: int = SEED) -> Frame:
    """``rows`` firms; each fact is unknown of ``share_unknown`` of them."""
    random = np.random.default_rng(seed)
    size = rounded_up(rows)
    columns: dict[Needed, Column] = {}
    for name in MONEY:
        fen = random.lognormal(15.5, 2.0, size).astype(np.int64) * YUAN
        columns[name, None] = _numbers(fen, _known(random, rows, size, share_unknown))
    for name in COUNTS:
        heads = random.lognormal(3.5, 1.4, size).astype(np.int32)
        columns[name, None] = _numbers(heads, _known(random, rows, size, share_unknown))
    for place, name in enumerate(FLAGS):
        known = _known(random, rows, size, share_unknown)
        columns[name, None] = Flags(packed(random.random(size) < 0.9 - 0.14 * place) & known, known)
    days = random.integers(10_000, 20_700, size, np.int32)
    columns["born", None] = _numbers(days, _known(random, rows, size, share_unknown))
    places = random.integers(0, len(REGIONS), size).astype(np.uint8)
    known = _known(random, rows, size, share_unknown)
    columns["region_code", None] = Words(places, REGIONS, known)
    return Frame(rows, size, columns)


def _known(random: np.random.Generator, rows: int, size: int, unknown: float) -> Plane:
    told = first(rows, size)
    return told if not unknown else told & packed(random.random(size) >= unknown)


def _numbers(values: NDArray[Any], known: Plane) -> Numbers:
    return Numbers(np.where(unpacked(known), values, 0), known)
