"""An answer names regions and industries; other numbers stay."""

from __future__ import annotations

from datetime import date
from typing import Any

from kechuang.engines.rulebook import Fact, FactSheet, evaluate, load_pack
from kechuang.entitlements.code_words import with_codes_named
from kechuang.packs.catalogue import fact_catalogue

PACK = """
id: sample
title: {zh: 示例, en: Sample}
issuer: 示例局
doc_no: 示例〔2026〕1号
valid_from: 2026-01-01
region: "990101"
evidence: 示例
text_kind: hard
clauses:
  - id: only
    kind: subsidy
    title: {zh: 示例, en: Sample}
    article: 第三条
    conditions:
      - {id: trade, label: {zh: 行业, en: Industry}, article: 第四条, test: "industry_code under C"}
      - {id: size, label: {zh: 人数, en: Staff}, article: 第五条, test: "employees@2025 >= 1000"}
"""
FIRM = FactSheet(
    "firm",
    [
        Fact("region_code", "990106"),
        Fact("industry_code", "F51"),
        Fact("employees", 999, "2025"),
    ],
)


def answer() -> dict[str, Any]:
    pack = load_pack(PACK, name="sample.yaml", catalogue=fact_catalogue())
    [found] = evaluate(pack, FIRM, on=date(2026, 11, 21))
    return found.as_dict()


def test_gaps_and_reasons_name_places_and_industries() -> None:
    told = with_codes_named(answer())

    place, trade, _ = told["gaps"]
    assert place["have"] == {"zh": "澜东高新区", "en": "Landong High-tech Zone"}
    assert place["need"] == {"zh": "澜湖区", "en": "Lanhu District"}
    assert trade["short_by"]["en"] == "Wholesale is not under Manufacturing"
    assert told["reason"]["children"][2]["detail"]["zh"] == "批发业 不属于 制造业"


def test_numbers_that_are_no_codes_stay() -> None:
    told = with_codes_named(answer())

    size = told["gaps"][2]
    assert size == answer()["gaps"][2]
    assert size["have"] == {"zh": "999人", "en": "999 persons"}
