"""What one firm may hold at once, and what one budget can bear."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.rulebook import Amount, Answer, PackError, Reason, Verdict
from kechuang.engines.rulebook.together import (
    BudgetRule,
    Claim,
    Paid,
    claims_of,
    load_together,
    ration,
    settle_claims,
)
from kechuang.engines.wording import Text
from tests.engines.rulebook.samples import TODAY, WAN

HEAD = """\
id: together
title: {zh: 叠加规则, en: Together}
issuer: 某局
doc_no: 某〔2026〕1号
valid_from: 2026-01-01
valid_to: 2026-12-31
evidence: 示例
rules:
"""
BUYER, SELLER = "fuqing-contracts/buyer", "fuqing-contracts/registrant"
LOAN = "tianfu-loan/loan-cost"


def rule(name, kind, *clauses, more=""):
    return (
        f"  - {{id: {name}, article: 第三条, label: {{zh: {name}, en: {name}}}, rule: {kind}, "
        f"of: [{', '.join(clauses)}]{more}}}\n"
    )


@pytest.fixture
def load(packs):
    return lambda *rules: load_together(
        HEAD + "".join(rules), name="together.yaml", packs=packs.values()
    )


def claim(clause, low, high=None):
    return Claim(clause, low * WAN, (low if high is None else high) * WAN)


def settled(together, *claims, history=(), on=TODAY):
    left = settle_claims(together, claims, history=history, on=on)
    return [(one.low_fen // WAN, one.high_fen // WAN) for one in left]


def test_only_the_highest_of_a_group_is_paid(load):
    together = load(rule("top", "highest", BUYER, SELLER))

    assert settled(together, claim(BUYER, 3), claim(SELLER, 5), claim(LOAN, 9)) == [
        (0, 0), (5, 5), (9, 9),
    ]  # fmt: skip
    assert settled(together, claim(SELLER, 5), claim(BUYER, 5)) == [(0, 0), (5, 5)]


def test_while_one_may_still_become_higher_none_is_certain(load):
    together = load(rule("top", "highest", BUYER, SELLER))

    assert settled(together, claim(BUYER, 3), claim(SELLER, 0, 5)) == [(0, 3), (0, 5)]
    assert settled(together, claim(BUYER, 6), claim(SELLER, 0, 5)) == [(6, 6), (0, 0)]


def test_what_was_paid_once_is_not_paid_again(load):
    together = load(rule("once", "once", BUYER, SELLER))
    paid = [Paid(SELLER, date(2024, 5, 1), WAN)]

    assert settled(together, claim(BUYER, 3), claim(LOAN, 3), history=paid) == [(0, 0), (3, 3)]
    assert settled(together, claim(BUYER, 3), history=[]) == [(3, 3)]
    assert settled(together, claim(BUYER, 3), history=None) == [(0, 3)]


def test_the_cap_of_the_year_serves_claims_in_the_order_named(load):
    together = load(rule("year", "annual_cap", SELLER, BUYER, more=", cap: 10万元"))
    paid = [Paid(BUYER, date(2026, 2, 1), 3 * WAN), Paid(BUYER, date(2025, 2, 1), 50 * WAN)]

    assert settled(together, claim(BUYER, 4), claim(SELLER, 5), history=paid) == [(2, 2), (5, 5)]
    assert settled(together, claim(BUYER, 4), claim(SELLER, 5), history=None) == [(0, 4), (0, 5)]


def test_a_claim_that_is_not_sure_leaves_the_next_one_unsure(load):
    together = load(rule("year", "annual_cap", SELLER, BUYER, more=", cap: 10万元"))

    assert settled(together, claim(SELLER, 2, 8), claim(BUYER, 5)) == [(2, 8), (2, 5)]


@pytest.mark.parametrize(("more", "left"), [(", cap: 10万元", 1), (", cap: 10万元, years: 5", 6)])
def test_caps_over_years_count_what_was_paid_before(load, more, left):
    together = load(rule("total", "total_cap", BUYER, more=more))
    paid = [Paid(BUYER, date(2021, 11, 21), 5 * WAN), Paid(BUYER, date(2021, 11, 22), 4 * WAN)]

    assert settled(together, claim(BUYER, 9), history=paid) == [(left, left)]


def test_an_unbounded_claim_is_bounded_by_the_cap(load):
    together = load(rule("total", "total_cap", BUYER, more=", cap: 10万元"))

    (left,) = settle_claims(together, (Claim(BUYER, 0, None),), history=[], on=TODAY)

    assert (left.low_fen, left.high_fen) == (0, 10 * WAN)


def test_once_comes_before_highest_whatever_is_written_first(load):
    top, once = rule("top", "highest", BUYER, SELLER), rule("once", "once", SELLER)
    paid = [Paid(SELLER, date(2024, 5, 1), WAN)]

    for together in (load(top, once), load(once, top)):
        assert settled(together, claim(BUYER, 3), claim(SELLER, 5), history=paid) == [
            (3, 3), (0, 0),
        ]  # fmt: skip


def test_each_cut_says_which_article_cut_it(load):
    together = load(rule("top", "highest", BUYER, SELLER))

    left = settle_claims(together, (claim(BUYER, 3), claim(SELLER, 5)), history=[], on=TODAY)

    assert left[0].steps[0].zh == "top（第三条）：同组另一项更高，就高不重复"
    assert left[1].steps == ()


def test_a_document_that_is_not_in_force_cuts_nothing(load):
    together = load(rule("top", "highest", BUYER, SELLER))

    for on in (date(2025, 12, 31), date(2027, 1, 1)):
        assert settled(together, claim(BUYER, 3), claim(SELLER, 5), on=on) == [(3, 3), (5, 5)]


CLAIMS = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted)


@given(st.lists(CLAIMS, min_size=3, max_size=3), st.integers(0, 30), st.data())
def test_settling_an_open_claim_never_leaves_the_span_that_was_told(loaded, spans, cap, data):
    """Soundness: whatever the open claims turn out to be, the result lies in the told spans."""
    together = loaded(cap)
    clauses = (BUYER, SELLER, LOAN)
    unsure = [claim(clause, *span) for clause, span in zip(clauses, spans, strict=True)]
    drawn = [data.draw(st.integers(*span)) for span in spans]
    exact = [claim(clause, wan) for clause, wan in zip(clauses, drawn, strict=True)]

    told = settle_claims(together, tuple(unsure), history=[], on=TODAY)
    turned_out = settle_claims(together, tuple(exact), history=[], on=TODAY)

    for one, other in zip(told, turned_out, strict=True):
        assert one.low_fen <= other.low_fen == other.high_fen <= one.high_fen


@pytest.fixture(scope="module")
def loaded(packs):
    def build(cap):
        rules = rule("top", "highest", BUYER, SELLER)
        rules += rule("year", "annual_cap", LOAN, BUYER, SELLER, more=f", cap: {cap}万元")
        return load_together(HEAD + rules, name="t.yaml", packs=packs.values())

    return build


def test_a_budget_is_shared_pro_rata_or_first_come(load):
    together = load(
        rule("share", "budget", BUYER, more=", total: 9万元, method: pro_rata"),
        rule("queue", "budget", SELLER, more=", total: 9万元, method: first_come"),
    )
    share, queue = together.rules
    firms = [(name, (claim(BUYER, 6), claim(SELLER, 6))) for name in ("甲", "乙", "丙")]

    assert isinstance(share, BudgetRule)
    assert [one.granted_fen for one in ration(share, firms).rations] == [3 * WAN] * 3
    assert [one.granted_fen for one in ration(queue, firms).rations] == [6 * WAN, 0, 0]


def test_a_firm_whose_claim_is_open_is_named_instead_of_paid(load):
    together = load(rule("share", "budget", BUYER, more=", total: 9万元, method: pro_rata"))

    rationed = ration(together.rules[0], [("甲", (claim(BUYER, 1, 2),)), ("乙", (claim(LOAN, 1),))])

    assert (rationed.rations, rationed.undecided) == ((), ("甲",))


@pytest.mark.parametrize(
    ("verdict", "kind", "low"),
    [
        (Verdict.MET, "exact", 5), (Verdict.MET, "ceiling", 0), (Verdict.UNKNOWN, "exact", 0),
        (Verdict.POSSIBLE, "range", 0),
    ],
)  # fmt: skip
def test_only_a_met_clause_with_a_fixed_amount_is_certain(verdict, kind, low):
    nothing = Text("", "")
    reason = Reason("only", nothing, nothing, verdict, nothing)
    amount = Amount(kind, 5, 5, ())
    answer = Answer("甲", "p", "", "c", TODAY, verdict, False, reason, amount, (), (), ())

    assert claims_of([answer, answer._replace(amount=None)]) == (Claim("p/c", low, 5),)


@pytest.mark.parametrize(
    ("rules", "why"),
    [
        (rule("a", "highest", "fuqing-contracts/buyr"), "没有条款"),
        (rule("a", "lowest", BUYER), "lowest"),
        (rule("a", "highest", BUYER, BUYER), "写了两次"),
        (rule("a", "highest", BUYER) * 2, "用了两次"),
        (rule("a", "annual_cap", BUYER), "缺少“cap”"),
        (rule("a", "budget", BUYER, more=", total: 1万元, method: lot"), "lot"),
        (rule("a", "highest", BUYER).replace("article: 第三条, ", ""), "缺少“article”"),
    ],
)
def test_a_wrong_rule_is_refused_with_its_line(load, rules, why):
    with pytest.raises(PackError) as refused:
        load(rules)

    assert why in refused.value.why.zh
    assert refused.value.line >= 9
