"""The ways a policy computes money: steps, years, interest, floors, roundings, who pays."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.rulebook import Answer, Fact, FactSheet, PackError, evaluate
from tests.engines.rulebook.samples import TODAY, WAN, leaf

HERE = leaf("here", "mainland_resident")
NEEDED = [Fact("mainland_resident", value=True)]


def amount_of(pack_of, *items, more="", facts=(), text_kind="hard"):
    lines = "\n".join(f"    - {{id: i{n}, article: 第二条, label: {{zh: 项, en: Item}}, {item}}}"
                      for n, item in enumerate(items))  # fmt: skip
    rest = f"\n{more}" if more else ""
    body = f"{HERE}\namount:\n  label: {{zh: 补助, en: Subsidy}}\n  items:\n{lines}{rest}"
    pack = pack_of(body, text_kind=text_kind)
    (answer,) = evaluate(pack, FactSheet("firm", [*NEEDED, *facts]), on=TODAY)
    assert Answer.from_dict(json.loads(answer.canonical_bytes())) == answer
    return answer


def sums(answer):
    return answer.amount.kind, answer.amount.low_fen, answer.amount.high_fen


def sales(fen):
    return Fact("sales_revenue", fen, "2025")


@pytest.mark.parametrize(
    ("item", "fen", "paid"),
    [
        ("of: sales_revenue@last_year, each_full: 100万元, award: 10万元", 1099 * WAN, 100 * WAN),
        ("of: sales_revenue@last_year, each_full: 100万元, award: 10万元", 100 * WAN - 1, 0),
        ("of: sales_revenue@last_year, each_begun: 100万元, award: 10万元", WAN, 10 * WAN),
        ("of: sales_revenue@last_year, each_full: 100万元, award: 10万元", -WAN, 0),
        ("compute: sales_revenue@last_year * 10%, floor: 5万元", WAN, 5 * WAN),
        ("compute: sales_revenue@last_year * 10%, floor: 5万元, cap: 8万元", 90 * WAN, 8 * WAN),
        ("compute: sales_revenue@last_year * 10%, round: floor", 19, 1),
        ("compute: sales_revenue@last_year * 10%, round: ceiling", 11, 2),
        (
            "compute: 'sales_revenue@last_year * 10%', round: {by: half_up, to: 1万元}",
            15 * WAN, 2 * WAN,
        ),
        ("compute: sales_revenue@last_year * 10%, least: 10万元", 99 * WAN, 0),
        (
            "compute: sales_revenue@last_year * 10%, cap: 5.5万元, round: {by: ceiling, to: 1万元}",
            54 * WAN, 5_500_000,
        ),
    ],
)  # fmt: skip
def test_one_line_of_money(pack_of, item, fen, paid):
    assert sums(amount_of(pack_of, item, facts=[sales(fen)])) == ("exact", paid, paid)


@pytest.mark.parametrize(
    ("day", "paid"),
    [
        (date(2026, 1, 1), 90),
        (date(2025, 11, 22), 90),
        (date(2025, 11, 21), 80),
        (date(2024, 11, 21), 70),
        (date(2023, 11, 21), 0),
    ],
)
def test_a_rate_that_falls_by_year_ends_after_its_last(pack_of, day, paid):
    item = (
        "of: sales_revenue@last_year, by_year: [90%, 80%, 70%], "
        "year: years_since(established_on) + 1"
    )
    facts = [sales(100 * WAN), Fact("established_on", day)]

    assert sums(amount_of(pack_of, item, facts=facts))[1] == paid * WAN


def test_interest_at_the_reference_rate_is_not_that_of_the_contract(pack_of):
    """E13: 800万元 at an LPR of 3.65% for a year, of which 30%."""
    item = (
        "interest: {principal: loan_principal@last_year, rate: loan_lpr@last_year, "
        "days: loan_days@last_year, days_in_year: 365, share: 30%}, cap: 50万元"
    )
    facts = [
        Fact("loan_principal", 800 * WAN, "2025"),
        Fact("loan_lpr", 365, "2025"),
        Fact("loan_days", 365, "2025"),
    ]

    answer = amount_of(pack_of, item, facts=facts)

    assert sums(answer)[1] == 8_760_000
    assert "800万元 × 3.65% × 365天 ÷ 365天 × 30%" in answer.amount.steps[0].zh


def test_what_was_received_before_is_taken_off(pack_of):
    item = "fixed: 20万元, less: [tech_sale_paid@last_year, tech_purchase_paid@last_year]"
    paid = [Fact("tech_sale_paid", 5 * WAN, "2025"), Fact("tech_purchase_paid", 3 * WAN, "2025")]

    known = amount_of(pack_of, item, facts=paid)
    unknown = amount_of(pack_of, item, facts=paid[:1])
    more = amount_of(pack_of, item, facts=[paid[0], paid[1]._replace(value=30 * WAN)])

    assert sums(known) == ("exact", 12 * WAN, 12 * WAN)
    assert "补差12万元" in known.amount.steps[0].zh
    assert sums(unknown) == ("range", 0, 15 * WAN)
    assert [one.name for one in unknown.missing] == ["tech_purchase_paid"]
    assert sums(more)[1:] == (0, 0)


@pytest.mark.parametrize(
    ("holds", "expected"),
    [(True, ("exact", WAN, WAN)), (False, ("exact", 0, 0)), (None, ("range", 0, WAN))],
)
def test_a_line_is_due_only_in_its_case(pack_of, holds, expected):
    facts = [] if holds is None else [Fact("hnte_holder", holds)]

    answer = amount_of(pack_of, "fixed: 1万元, when: hnte_holder", facts=facts)

    assert sums(answer) == expected
    assert bool(answer.missing) is (holds is None)


def test_the_highest_of_several_lines_counts(pack_of):
    items = (
        "fixed: 100万元, when: national_award_top3",
        "fixed: 50万元, when: provincial_rd_body",
        "fixed: 20万元",
    )
    award, body = Fact("national_award_top3", value=False), Fact("provincial_rd_body", value=True)

    known = amount_of(pack_of, *items, more="  take: highest", facts=[award, body])
    open_ = amount_of(pack_of, *items, more="  take: highest", facts=[body])

    assert sums(known) == ("exact", 50 * WAN, 50 * WAN)
    assert "就高" in known.amount.steps[-1].zh
    assert sums(open_) == ("range", 50 * WAN, 100 * WAN)


@given(st.integers(0, 10**12), st.lists(st.integers(0, 100), min_size=1, max_size=4).filter(sum))
def test_the_shares_of_the_levels_sum_to_the_whole(levels_pack, fen, weights):
    pack = levels_pack(tuple(weights))

    (answer,) = evaluate(pack, FactSheet("firm", [*NEEDED, sales(fen)]), on=TODAY)

    assert sum(share.low_fen for share in answer.amount.shares) == answer.amount.low_fen == fen
    assert Answer.from_dict(json.loads(answer.canonical_bytes())) == answer


@pytest.fixture(scope="module")
def levels_pack(catalogue):
    from kechuang.engines.rulebook import load_pack
    from tests.engines.rulebook.samples import MINIMAL

    body = f"""\
      {HERE}
    amount:
      label: {{zh: 补助, en: Subsidy}}
      items:
        - {{id: all, article: 二, label: {{zh: 项, en: I}}, compute: sales_revenue@last_year}}
      shares: SHARES"""
    text = MINIMAL.replace("TEXT_KIND", "hard").replace("CONDITIONS", body)

    def build(weights):
        shares = ", ".join(
            f"{{zh: 第{n}级, en: Level {n}, weight: {weight}}}" for n, weight in enumerate(weights)
        )
        written = text.replace("SHARES", f"[{shares}]")
        return load_pack(written, name="levels.yaml", catalogue=catalogue)

    return build


def test_a_budget_makes_a_ceiling_of_a_right(pack_of):
    more = "  budget: {total: 5000万元, method: pro_rata}"

    answer = amount_of(pack_of, "fixed: 1万元", more=more)

    assert sums(answer) == ("ceiling", 0, WAN)
    assert "按比例核减" in answer.amount.steps[-1].zh


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ("fixed: 1万元, compute: sales_revenue@last_year", "一种算法"),
        ("cap: 1万元", "一种算法"),
        ("fixed: 1万元, award: 1万元", "不用写"),
        ("of: sales_revenue@last_year, each_full: 100人, award: 1万元", "金额"),
        ("of: sales_revenue@last_year, each_full: 0元, award: 1万元", "大于零"),
        ("of: sales_revenue@last_year, by_year: [10%, 20%], year: '1'", "高于前一年"),
        ("of: sales_revenue@last_year, by_year: [10%], year: established_on", "日期"),
        ("compute: loan_lpr@last_year", "金额"),
        ("fixed: 1万元, floor: 3万元, cap: 2万元", "下限"),
        ("fixed: 1万元, round: nearest", "没有“nearest”"),
        ("fixed: 1万元, round: {by: floor, to: 0元}", "取整单位"),
        ("fixed: 1万元, less: [employees@last_year]", "金额"),
        (
            "interest: {principal: loan_principal@last_year, rate: loan_lpr@last_year, "
            "days: loan_days@last_year, days_in_year: 366}",
            "366",
        ),
    ],
)
def test_a_wrong_line_is_refused(pack_of, item, why):
    with pytest.raises(PackError) as refused:
        amount_of(pack_of, item)

    assert why in refused.value.why.zh


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ("  take: lowest", "lowest"),
        ("  shares: [{zh: 省, en: P, weight: 0}]", "为零"),
        ("  shares: [{zh: 省, en: P, weight: -1}]", "为负"),
        ("  budget: {total: 1万元, method: lottery}", "lottery"),
    ],
)
def test_a_wrong_rule_is_refused(pack_of, more, why):
    with pytest.raises(PackError) as refused:
        amount_of(pack_of, "fixed: 1万元", more=more)

    assert why in refused.value.why.zh
