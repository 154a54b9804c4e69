"""The page for policy officers: its example is a pack, its phrases can be read."""

from __future__ import annotations

import re

import pytest

from kechuang.engines.rulebook import Fact, FactSheet, Verdict, evaluate, load_pack
from kechuang.engines.rulebook.terms.grammar import Vocabulary, parse_test
from tests.engines.rulebook.lists import list_catalogue
from tests.engines.rulebook.samples import PACKS, TODAY, WAN, good_facts
from tests.engines.rulebook.test_schema import problems

PAGE = (PACKS.parent / "docs" / "rules.md").read_text("utf-8")
EXAMPLE, ADOPTING = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def test_the_example_can_be_copied(packs, catalogue):
    pack = load_pack(EXAMPLE, name="docs/rules.md", catalogue=catalogue, adoptable=packs)
    earlier = {"sales_revenue": (3000, 4000), "rd_expense": (100, 150)}
    facts = [
        Fact(name, fen * WAN, str(2023 + place))
        for name, years in earlier.items()
        for place, fen in enumerate(years)
    ]
    rest = [Fact("region_code", "990101"), Fact("established_on", "2015-01-01")]

    (answer,) = evaluate(pack, FactSheet("firm", [*good_facts(), *facts, *rest]), on=TODAY)

    assert answer.verdict is Verdict.MET
    assert answer.amount.low_fen == 5 * WAN


@pytest.mark.parametrize("example", [EXAMPLE, ADOPTING])
def test_the_examples_fit_the_schema(example):
    assert problems(example) == []


def test_the_example_of_an_adoption_can_be_copied(packs, catalogue):
    pack = load_pack(ADOPTING, name="docs/rules.md", catalogue=catalogue, adoptable=packs)

    assert [one.name.zh for one in pack.clauses[0].seasons] == ["上半年批次", "2026年补充批次"]
    assert pack.clauses[0].amount_rule.budget.total_fen == 500 * WAN


@pytest.mark.parametrize(
    "phrase",
    [
        "employees@last_year <= 500人",
        "on - established_on >= 365天",
        "established_on <= on - 1年",
        "not ever(major_accident, last_year, this_year)",
        "valid(hnte_holder, hnte_valid_until)",
        "industry_code under [C39, I65]",
        "region_code under 350000",
        "count(ip_rights where class under Ⅰ类 and granted_on in last_year) >= 1",
    ],
)
def test_the_phrases_of_the_page_can_be_read(phrase):
    told = phrase if "count(" not in phrase else "count(ip_rights where class under Ⅰ类"

    assert told in PAGE
    assert parse_test(phrase, Vocabulary(list_catalogue()))
