"""Who gains, who loses, what it costs: certain, at most and unsettled kept apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kechuang.engines.rulebook import Verdict, evaluate, load_pack
from kechuang.engines.rulebook.columns import frame_of
from kechuang.engines.rulebook.comparing import (
    Compared,
    Comparison,
    Tally,
    added,
    budget_effect,
    read_change,
    revised,
)
from tests.engines.rulebook.comparing.sample import POLICY, firm
from tests.engines.rulebook.samples import TODAY, WAN

AWARD = ("rd-award", "award")


def outcomes(result, key=AWARD):
    return {a.subject: a.outcome for a in result.affected if (a.pack, a.clause) == key}


def test_a_lower_threshold_lets_firms_gain_and_a_higher_one_lose(simulate):
    firms = [firm("small", 10), firm("large", 25)]

    assert outcomes(simulate(firms, "rd-award/staff=10人")) == {"small": "gains"}
    assert outcomes(simulate(firms, "rd-award/staff=30人")) == {"large": "loses"}


def test_a_cap_and_a_rate_make_the_money_more_or_less(simulate):
    firms = [firm("rich", 25, rd=900), firm("poor", 25, rd=100)]

    assert outcomes(simulate(firms, "rd-award/cap=60万元")) == {"rich": "more"}
    assert outcomes(simulate(firms, "rd-award/rate=5%")) == {"rich": "less", "poor": "less"}


def test_a_firm_of_which_a_fact_is_unknown_is_neither_gain_nor_loss(simulate):
    result = simulate(
        [firm("silent", None, rd=300), firm("no-rd", 25, rd=None)], "rd-award/cap=10万元"
    )

    assert outcomes(result) == {"silent": "unsettled", "no-rd": "unsettled"}
    tally = result.total(AWARD)
    assert (tally.gains, tally.loses, tally.more, tally.less) == (0, 0, 0, 0)
    assert tally.unsettled == 2


def test_a_firm_whose_amount_is_open_surely_gets_more_only_beyond_every_bound(simulate):
    firms = [firm("no-rd", 25, rd=None)]

    assert outcomes(simulate(firms, "rd-award/cap=80万元")) == {"no-rd": "unsettled"}


def test_certain_ceiling_and_possible_money_are_kept_apart(simulate):
    firms = [firm("sure", 25, rd=100), firm("no-rd", 25, rd=None), firm("silent", None, rd=300)]

    before = simulate(firms, "rd-award/staff=19人").total(AWARD).before

    assert before.certain_fen == 10 * WAN
    assert before.ceiling_fen == 10 * WAN + 50 * WAN
    assert before.possible_fen == 30 * WAN
    assert (before.met, before.unknown, before.unbounded) == (2, 1, 0)


def test_money_without_a_bound_is_counted_not_summed(catalogue):
    text = POLICY.replace("          cap: 50万元\n", "")
    old = load_pack(text, name="rd-award", catalogue=catalogue)
    new = load_pack(text.replace("20人\n", "19人\n"), name="rd-award", catalogue=catalogue)
    comparison, result = Comparison([old], [new], on=TODAY, catalogue=catalogue), Compared()

    firms = [firm("no-rd", 25, rd=None)]
    comparison.compare(frame_of(firms, comparison.needed, catalogue), ["no-rd"], result)

    after = result.total(AWARD).after
    assert (after.met, after.unbounded, after.ceiling_fen) == (1, 1, 0)


def test_what_relies_on_the_changed_policy_is_asked_too(simulate):
    result = simulate([firm("large", 25)], "rd-award/staff=30人")

    assert outcomes(result, ("loan", "interest")) == {"large": "loses"}


def test_policies_that_do_not_change_are_not_asked(policies, catalogue):
    comparison = Comparison(policies, policies, on=TODAY, catalogue=catalogue)

    assert comparison.clauses == ()


def test_a_clause_that_is_gone_or_new_is_met_by_nobody_on_that_side(policies, catalogue):
    old = policies[0]
    new = load_pack(
        POLICY.replace("- id: award", "- id: grant"), name="rd-award", catalogue=catalogue
    )
    comparison, result = Comparison([old], [new], on=TODAY, catalogue=catalogue), Compared()

    firms = [firm("large", 25)]
    comparison.compare(frame_of(firms, comparison.needed, catalogue), ["large"], result)

    assert outcomes(result) == {"large": "loses"}
    assert outcomes(result, ("rd-award", "grant")) == {"large": "gains"}


def test_firms_are_counted_by_district_size_and_industry(simulate):
    firms = [
        firm("a", 15, region_code="990101", industry_code="C39"),
        firm("b", 15, region_code="990102", industry_code="4011"),
        firm("c", 25, region_code="990101"),
        firm("d", None),
    ]

    result = simulate(firms, "rd-award/staff=15人")

    gains = {
        axis: {name: tally.gains for name, tally in result.along(AWARD, axis).items()}
        for axis in ("district", "size", "industry")
    }
    assert gains == {
        "district": {"990101": 1, "990102": 1, "": 0},
        "size": {"0-19": 2, "20-299": 0, "": 0},
        "industry": {"C": 2, "": 0},
    }


@given(st.lists(st.tuples(st.none() | st.integers(0, 60), st.none() | st.integers(0, 900))))
@settings(max_examples=25, deadline=None)
def test_the_columns_say_what_the_explaining_evaluator_says(catalogue, told):
    old = load_pack(POLICY, name="rd-award", catalogue=catalogue)
    changes = [read_change("rd-award/staff=30人"), read_change("rd-award/cap=20万元")]
    (new,) = revised([old], changes, catalogue)
    firms = [firm(f"f{place}", *one) for place, one in enumerate(told)]
    comparison, result = Comparison([old], [new], on=TODAY, catalogue=catalogue), Compared()

    comparison.compare(
        frame_of(firms, comparison.needed, catalogue), [one.subject for one in firms], result
    )

    total = result.total(AWARD)
    for pack, reach in ((old, total.before), (new, total.after)):
        answers = [evaluate(pack, sheet, on=TODAY)[0] for sheet in firms]
        met = [answer.amount for answer in answers if answer.verdict is Verdict.MET]
        assert reach.met == len(met)
        assert reach.certain_fen == sum(amount.low_fen or 0 for amount in met if amount)
        assert reach.ceiling_fen == sum(amount.high_fen or 0 for amount in met if amount)
        assert reach.unknown == sum(answer.verdict is Verdict.UNKNOWN for answer in answers)
    assert total.firms == len(firms)
    assert added(result.along(AWARD, "size").values()) == total


def test_tallies_add_up_and_come_back_from_their_numbers():
    one = Tally.of(range(22))

    assert Tally.of(one.flat) == one
    assert added([one, one]).after.possible_fen == 2 * one.after.possible_fen


@pytest.mark.parametrize(
    ("budget", "share"),
    [("20万元", 10_000), ("5万元", 5_000)],
)
def test_a_budget_that_does_not_reach_is_shared_out(budget, share, catalogue, simulate):
    text = POLICY.replace(
        "      items:", f"      budget: {{total: {budget}, method: pro_rata}}\n      items:"
    )
    pack = load_pack(text, name="rd-award", catalogue=catalogue)
    reach = simulate([firm("sure", 25)], "rd-award/staff=19人").total(AWARD).after

    effect = budget_effect(pack.clauses[0], reach)

    assert effect is not None
    assert (effect.asked_fen, effect.share_bp) == (10 * WAN, share)
    assert effect.short_fen == max(10 * WAN - effect.budget_fen, 0)
