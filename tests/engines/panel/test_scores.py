from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.panel.refusals import PanelError
from kechuang.engines.panel.scores import (
    Criterion,
    Report,
    Scheme,
    adjust,
    rank,
    rank_intervals,
)
from kechuang.engines.wording import Text

NEW = Criterion("new", Text("创新性", "novelty"), 6000)
USE = Criterion("use", Text("应用前景", "use"), 4000, most=10)
SCHEME = Scheme((NEW, USE))


def report(proposal: str, reviewer: str, new: int, use: int = 5) -> Report:
    return Report.of(proposal, reviewer, {"new": new, "use": use})


def scored(rows: list[tuple[str, str, int]]):
    return SCHEME.score([report(*row) for row in rows])


def test_points_are_exact() -> None:
    (one,) = SCHEME.score([report("p", "r", 77, 7)])

    assert one.points == Fraction(77 * 60, 100) + Fraction(7 * 40, 10)


@pytest.mark.parametrize("weights", [(6000, 3999), (6000, 4001), (10000, 0)])
def test_weights_that_are_not_the_whole_are_refused(weights: tuple[int, int]) -> None:
    with pytest.raises(PanelError):
        Scheme(tuple(Criterion(str(w), Text("甲", "a"), w) for w in weights))


@pytest.mark.parametrize(
    "marks",
    [{"new": 1}, {"new": 1, "use": 11}, {"new": -1, "use": 1}, {"new": 1, "use": 1, "x": 1}],
)
def test_marks_missing_strange_or_out_of_range_are_refused(marks: dict[str, int]) -> None:
    with pytest.raises(PanelError, match="reviewer"):
        SCHEME.score([Report.of("p", "r", marks)])


def test_two_reports_of_one_reviewer_are_refused() -> None:
    with pytest.raises(PanelError, match="2 times"):
        scored([("p", "r", 1), ("p", "r", 2)])


def test_a_proposal_with_two_reports_is_not_ranked() -> None:
    reports = scored(
        [("a", "1", 50), ("a", "2", 50), ("a", "3", 50), ("b", "1", 99), ("b", "2", 99)]
    )

    ranking = rank(SCHEME, reports)

    assert [s.proposal for s in ranking.standings] == ["a"]
    assert ranking.incomplete == {"b": 2}


def test_without_the_minimum_two_reports_would_win() -> None:
    reports = scored(
        [("a", "1", 50), ("a", "2", 50), ("a", "3", 50), ("b", "1", 99), ("b", "2", 99)]
    )

    ranking = rank(Scheme(SCHEME.criteria, least_reports=1), reports)

    assert ranking.standings[0].proposal == "b"


TIED = [
    ("a", "1", 40),
    ("a", "2", 60),
    ("a", "3", 80),
    ("b", "1", 55),
    ("b", "2", 60),
    ("b", "3", 65),
]


def test_equals_share_a_rank_without_a_rule() -> None:
    assert [s.rank for s in rank(SCHEME, scored(TIED)).standings] == [1, 1]


def test_a_tie_is_decided_by_the_rounds_rule() -> None:
    ranking = rank(SCHEME, scored(TIED), ties=["median", "lowest"])

    assert [(s.proposal, s.rank) for s in ranking.standings] == [("b", 1), ("a", 2)]


def test_an_unknown_rule_for_ties_is_refused() -> None:
    with pytest.raises(PanelError, match="criterion:new"):
        rank(SCHEME, scored(TIED), ties=["alphabet"])


def test_a_strict_reviewer_is_found_and_taken_out() -> None:
    quality = {"a": 50, "b": 60, "c": 70, "d": 80}
    mild = {"1": 0, "2": 0, "3": -20}
    rows = [
        (p, r, q + m) for p, q in quality.items() for r, m in mild.items() if (p, r) != ("a", "3")
    ]

    view = adjust(scored([*rows, ("a", "4", 50)]), shrinkage=0.001)

    strict = min(view.reviewers, key=lambda one: one.points)
    assert strict.reviewer == "3"
    assert "stricter" in strict.explained().en
    assert view.scores["b"] - view.scores["a"] == pytest.approx(6, abs=0.1)


def test_a_reviewer_with_few_reports_is_moved_little() -> None:
    rows = [("a", "1", 50), ("a", "2", 50), ("a", "3", 90), ("b", "1", 50), ("b", "2", 50)]

    loose, tight = (adjust(scored(rows), shrinkage=s).reviewers[2].points for s in (0.01, 5))

    assert 0 < tight < loose / 3


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5), st.integers(0, 100)), min_size=3))
def test_mildness_sums_to_nothing_and_raw_scores_stay(rows: list[tuple[int, int, int]]) -> None:
    unique = {(p, r): mark for p, r, mark in rows}
    reports = scored([(f"p{p}", f"r{r}", mark) for (p, r), mark in unique.items()])
    before = [one.points for one in reports]

    view = adjust(reports)

    assert sum(one.points for one in view.reviewers) == pytest.approx(0, abs=1e-6)
    assert [one.points for one in reports] == before


def test_clear_leaders_are_firm_and_the_line_is_noise() -> None:
    rows = [(f"p{n}", str(r), 50 + (r - 1) * 8) for n in range(8) for r in range(3)]
    rows += [("best", str(r), 92 + r) for r in range(3)] + [
        ("last", str(r), 5 + r) for r in range(3)
    ]

    found = {one.proposal: one for one in rank_intervals(scored(rows), funded=4, seed=7)}

    assert (found["best"].high, found["best"].is_noise) == (1, False)
    assert (found["last"].low, found["last"].is_noise) == (10, False)
    assert all(found[f"p{n}"].is_noise for n in range(8))


def test_a_leader_who_may_fall_below_the_line_is_noise_too() -> None:
    first, second = rank_intervals(scored(TIED), funded=1, seed=1)

    assert (first.low, first.high, first.is_noise) == (1, 2, True)
    assert (second.low, second.high, second.is_noise) == (1, 2, True)


def test_intervals_repeat_with_the_seed() -> None:
    reports = scored(TIED)

    assert rank_intervals(reports, funded=1, seed=1) == rank_intervals(reports, funded=1, seed=1)


def test_reviewers_who_agree_leave_no_noise() -> None:
    rows = [(p, r, mark) for p, mark in (("a", 70), ("b", 60)) for r in "123"]

    assert [(i.low, i.high) for i in rank_intervals(scored(rows), funded=1, seed=1)] == [
        (1, 1),
        (2, 2),
    ]


def test_the_interval_covers_the_true_rank_as_often_as_it_says() -> None:
    random = np.random.default_rng(5)
    truth = [50 + 2 * n for n in range(12)]
    hits = 0
    for trial in range(40):
        rows = [
            (f"p{n}", f"{n}-{r}", int(np.clip(t + random.normal(0, 8), 0, 100)))
            for n, t in enumerate(truth)
            for r in range(4)
        ]
        found = rank_intervals(scored(rows), funded=6, seed=trial, draws=300)
        hits += sum(one.low <= 12 - n <= one.high for n, one in enumerate(found))

    assert hits / (40 * 12) > 0.8
