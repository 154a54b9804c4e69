"""A smallest pack to fill, and a firm that meets the technology-SME conditions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kechuang.engines.rulebook import Fact

PACKS = Path(__file__).parents[3] / "packs"
TODAY = date(2026, 11, 21)
WAN = 1_000_000

MINIMAL = """\
id: sample
title: {zh: 样例, en: Sample}
issuer: 某局
doc_no: 样例〔2026〕1号
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
CONDITIONS
"""

SIZE = (
    "- {id: size, article: 第一条, label: {zh: 人数, en: Staff}, test: employees@last_year <= 500}"
)


def leaf(name: str, test: str, more: str = "") -> str:
    """One condition line; its labels are its id."""
    label = f"label: {{zh: {name}, en: {name}}}"
    return f'- {{id: {name}, article: 第一条, {label}, test: "{test}"{more}}}'


def good_facts() -> list[Fact]:
    yearly = {
        "employees": 80, "st_staff": 24, "sales_revenue": 5000 * WAN, "total_assets": 6000 * WAN,
        "rd_expense": 250 * WAN, "cost_expense": 4000 * WAN, "major_accident": False,
        "environment_offence": False, "research_dishonesty": False,
    }  # fmt: skip
    lasting = {
        "mainland_resident": True, "ip_class1_count": 0, "ip_class2_count": 3,
        "restricted_business": False, "abnormal_listing": False,
        "serious_violation_listing": False, "hnte_holder": True,
        "hnte_valid_until": date(2020, 1, 1),
        "national_award_top3": False, "provincial_rd_body": False, "led_standard": False,
    }  # fmt: skip
    now = ("major_accident", "environment_offence", "research_dishonesty")
    return [
        *(Fact(name, value, "2025", source="申报") for name, value in yearly.items()),
        *(Fact(name, False, "2026", source="申报") for name in now),
        *(Fact(name, value, source="登记") for name, value in lasting.items()),
    ]
