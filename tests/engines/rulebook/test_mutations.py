"""The YAML cases bite: changing one bound, rate, cap or date of a pack makes a case fail."""

from __future__ import annotations

import pytest

from kechuang.engines.rulebook import load_pack
from kechuang.engines.rulebook.cases import failures_of, read_cases
from tests.engines.rulebook.samples import PACKS

MUTATIONS = [
    ("national", "tech-sme", "employees@last_year <= 500人", "employees@last_year < 500人"),
    ("national", "tech-sme", "sales_revenue@last_year <= 2亿元", "sales_revenue@last_year < 2亿元"),
    ("national", "tech-sme", "total_assets@last_year <= 2亿元", "total_assets@last_year < 2亿元"),
    ("national", "tech-sme", "pass: 60", "pass: 61"),
    ("national", "tech-sme", "pass: 60", "pass: 58"),
    ("national", "tech-sme", "                  pass: 1\n", ""),
    (
        "national", "tech-sme",
        f"10% <= x < 15%, points: 4}}\n{' ' * 20}- {{when: x < 10%",
        f"10% < x < 15%, points: 4}}\n{' ' * 20}- {{when: x <= 10%",
    ),
    (
        "national", "tech-sme",
        f"5% <= x < 6%, points: 40}}\n{' ' * 24}- {{when: 4% <= x < 5%",
        f"4.99% <= x < 6%, points: 40}}\n{' ' * 24}- {{when: 4% <= x < 4.99%",
    ),
    ("national", "tech-sme", "test: not restricted_business", "test: restricted_business"),
    ("national", "tech-sme", "research_dishonesty@this_year", "research_dishonesty@previous_year"),
    ("national", "tech-sme", "test: hnte_holder", "test: mainland_resident"),
    ("national", "tech-sme", "hnte_valid_until >= on", "hnte_valid_until > on"),
    ("national", "hnte", "pass: 71", "pass: 70"),
    ("national", "hnte", "<= 5000万元", "< 5000万元"),
    ("national", "hnte", "@last_year <= 2亿元, value: 4%", "@last_year < 2亿元, value: 4%"),
    ("national", "hnte", ">= 365天", "> 365天"),
    ("national", "hnte", "employees@last_year >= 10%", "employees@last_year > 10%"),
    ("national", "hnte", "total_income@last_year >= 60%", "total_income@last_year > 60%"),
    ("national", "hnte", "x <= 0%, points: 0", "x <= 0%, points: 1"),
    ("national", "rd-super-deduction", "> 50%", ">= 50%"),
    ("national", "rd-super-deduction", "* 10% / 90%", "* 10%"),
    ("national", "rd-super-deduction", "* 2 / 3", "* 1 / 3"),
    ("national", "rd-super-deduction", "from: 2018-01-01", "from: 2019-01-01"),
    ("national", "rd-super-deduction", "tech_sme_listed, ", ""),
    ("cities/shanghai", "shanghai-voucher", "test: tech_sme_listed", "test: not tech_sme_listed"),
    ("cities/shanghai", "shanghai-voucher", "valid_until >= on", "valid_until > on"),
    (
        "cities/fuqing", "fuqing-contracts",
        "clauses:", "near_miss: {gap: 10%, single_gap: 60%}\nclauses:",
    ),
    (
        "cities/fuqing", "fuqing-contracts",
        "clauses:", "near_miss: {gap: 10%, single_gap: 49%}\nclauses:",
    ),
    ("cities/shanghai", "shanghai-voucher", "cap: 50万元", "cap: 60万元"),
    ("cities/sichuan", "tianfu-loan", "<= 1000万元", "< 1000万元"),
    ("cities/sichuan", "tianfu-loan", "interest * 30%", "interest * 31%"),
    ("cities/sichuan", "tianfu-loan", "valid_to: 2023-05-31", "valid_to: 2023-06-01"),
    ("cities/fuqing", "fuqing-contracts", ">= 20万元", "> 20万元"),
    ("cities/fuqing", "fuqing-contracts", "up_to: 3000万元", "up_to: 3001万元"),
    ("cities/fuqing", "fuqing-contracts", "{rate: 0.3%}", "{rate: 0.5%}"),
    ("cities/fuqing", "fuqing-contracts", "cap: 100万元", "cap: 200万元"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "name", "old", "new"), MUTATIONS)
def test_a_changed_rule_fails_a_case(catalogue, place, name, old, new):
    folder = PACKS / place / "policies"
    text = (folder / f"{name}.yaml").read_text(encoding="utf-8")
    assert old in text
    cases = read_cases(
        (folder / f"{name}.test.yaml").read_text(encoding="utf-8"), name=name, catalogue=catalogue
    )

    mutant = load_pack(text.replace(old, new), name=name, catalogue=catalogue)

    assert any(failure for case in cases for failure in failures_of(case, mutant))
