"""A gate promotes, holds back and eliminates by rule, and unknown scores never put a lane out."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.panel import (
    Criterion,
    Fate,
    GateRule,
    PanelError,
    Report,
    Scheme,
    decide_gate,
)
from kechuang.engines.wording import Text

SCHEME = Scheme((Criterion("goal", Text("阶段目标", "stage goal"), 10_000, most=4),), 1)
THREE = Scheme((Criterion("goal", Text("阶段目标", "stage goal"), 10_000),), 3)
UP, HELD, OUT, OPEN = Fate.PROMOTED, Fate.HELD_BACK, Fate.ELIMINATED, Fate.UNDECIDED


def fates(marks: dict[str, int | None], rule: GateRule) -> dict[str, Fate]:
    """One report a lane; None is a lane without any."""
    reports = [Report.of(lane, "r", {"goal": m}) for lane, m in marks.items() if m is not None]
    decided = decide_gate(list(marks), SCHEME, SCHEME.score(reports), rule)
    return {one.lane: one.fate for one in decided}


def test_the_best_go_on_and_the_rest_are_out():
    assert fates({"a": 4, "b": 1, "c": 3}, GateRule(kept=2)) == {"a": UP, "b": OUT, "c": UP}


def test_who_misses_the_floor_is_out_even_when_places_are_left():
    rule = GateRule(kept=3, floor=50)

    assert fates({"a": 4, "b": 1}, rule) == {"a": UP, "b": OUT}


def test_between_the_floors_a_lane_is_held_back():
    rule = GateRule(floor=75, held_from=50)

    assert fates({"a": 3, "b": 2, "c": 1}, rule) == {"a": UP, "b": HELD, "c": OUT}


@pytest.mark.parametrize(("wait", "fate"), [(False, UP), (True, HELD)])
def test_equals_at_the_line_all_stay_or_all_wait(wait, fate):
    found = fates({"a": 4, "b": 3, "c": 3}, GateRule(kept=2, do_ties_wait=wait))

    assert found == {"a": UP, "b": fate, "c": fate}


def test_ties_are_broken_by_the_rule_of_the_round_first():
    new, use = (Criterion(name, Text(name, name), 5_000) for name in ("new", "use"))
    scheme = Scheme((new, use), 1)
    reports = scheme.score(
        [Report.of("a", "r", {"new": 60, "use": 80}), Report.of("b", "r", {"new": 80, "use": 60})]
    )

    decided = decide_gate(["a", "b"], scheme, reports, GateRule(kept=1, ties=("criterion:new",)))

    assert [one.fate for one in decided] == [OUT, UP]


def test_a_lane_without_reports_is_never_out():
    assert fates({"a": None}, GateRule(kept=1, floor=100)) == {"a": OPEN}


def test_an_open_lane_leaves_open_only_what_it_can_change():
    found = fates({"a": 4, "b": 3, "c": 2, "d": None}, GateRule(kept=2))

    assert found == {"a": UP, "b": OPEN, "c": OUT, "d": OPEN}


def test_two_reports_of_three_are_no_score():
    reports = [Report.of("a", str(n), {"goal": 0}) for n in range(2)]

    (decided,) = decide_gate(["a"], THREE, THREE.score(reports), GateRule(floor=50))

    assert (decided.fate, decided.standing) == (OPEN, None)
    assert decided.reason.zh == "评审意见2份，须3份，不作结论"


def test_each_lane_is_told_its_rank_points_and_the_rule():
    reports = SCHEME.score([Report.of("a", "r", {"goal": 3})])

    (decided,) = decide_gate(["a"], SCHEME, reports, GateRule(kept=2, floor=60))

    assert decided.reason == Text(
        "第1名，75.00分（留前2名、最低60分）：晋级",
        "rank 1, 75.00 points (2 kept, floor 60): promoted",
    )


@pytest.mark.parametrize(
    "rule",
    [
        {}, {"kept": 0}, {"kept": 1, "held_from": 50}, {"floor": 50, "held_from": 60},
        {"floor": 101}, {"floor": -1},
    ],
)  # fmt: skip
def test_a_rule_that_tells_nobody_apart_is_refused(rule):
    with pytest.raises(PanelError):
        GateRule(**rule)


@pytest.mark.parametrize("lanes", [["a", "a"], ["b"]])
def test_lanes_named_twice_and_reports_of_other_lanes_are_refused(lanes):
    reports = SCHEME.score([Report.of("a", "r", {"goal": 3})])

    with pytest.raises(PanelError):
        decide_gate(lanes, SCHEME, reports, GateRule(kept=1))


marks = st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=1, max_size=4)
rules = st.builds(
    GateRule,
    kept=st.integers(1, 3),
    floor=st.sampled_from([None, 50]),
    do_ties_wait=st.booleans(),
)


@given(marks, rules)
def test_a_decision_holds_however_the_missing_scores_turn_out(given_marks, rule):
    lanes = {str(number): mark for number, mark in enumerate(given_marks)}
    decided = fates(lanes, rule)
    missing = [lane for lane, mark in lanes.items() if mark is None]

    for filled in product(range(5), repeat=len(missing)):
        whole = fates(lanes | dict(zip(missing, filled, strict=True)), rule)
        for lane, fate in decided.items():
            assert fate in (OPEN, whole[lane])


@given(marks, rules)
def test_with_all_scores_known_every_lane_is_decided(given_marks, rule):
    lanes = {str(number): mark or 0 for number, mark in enumerate(given_marks)}

    assert OPEN not in fates(lanes, rule).values()
