from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kechuang.engines.panel.assign import (
    SCALE,
    Infeasible,
    Instance,
    Rules,
    assign,
    branching,
    build_instance,
    columns,
    solving,
    violations,
)
from kechuang.engines.panel.assign.front import front_of
from kechuang.engines.panel.assign.held import NONE, Held
from kechuang.engines.panel.refusals import PanelError

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]
SMALL = settings(deadline=None, max_examples=40, suppress_health_check=SLOW)


def full(scores: list[list[float]], **rules: object) -> Instance:
    triples = ((f"p{p}", f"r{r}", s) for p, row in enumerate(scores) for r, s in enumerate(row))
    return build_instance(triples, **rules)


@st.composite
def instances(choose) -> Instance:
    """Up to 3 proposals × 5 reviewers under every rule at once, scores often all zero."""
    proposals, reviewers = choose(st.integers(1, 3)), choose(st.integers(1, 5))
    marks = choose(st.sampled_from([st.just(0.0), st.integers(-2, 3).map(float)]))
    pairs = [(f"p{p}", f"r{r}") for p, r in product(range(proposals), range(reviewers))]
    few = st.integers(0, 2)
    min_load = choose(st.sampled_from([0, 0, 0, 1]))
    names = [f"r{r}" for r in range(reviewers)]
    place = st.sampled_from(["", "g0", "g1"])
    return build_instance(
        [(*pair, choose(marks)) for pair in pairs],
        demand=choose(few),
        load=choose(st.integers(min_load, 3)),
        min_load=min_load,
        conflicts=choose(st.sets(st.sampled_from(pairs), max_size=4)),
        units={name: choose(st.sets(st.sampled_from("uvw"), max_size=2)) for name in names},
        reviewer_regions={name: choose(place) for name in names},
        proposal_regions={f"p{p}": choose(place) for p in range(proposals)},
        rules=Rules(
            choose(st.booleans()),
            choose(st.sampled_from([0, 0, 1])),
            choose(st.sampled_from([None, 1])),
        ),
    )


def every_assignment(instance: Instance):
    """All choices of panels that keep every rule, by brute force and the independent check."""
    of = [np.flatnonzero(instance.proposal == p).tolist() for p in range(len(instance.proposals))]
    panels = (combinations(c, int(k)) for c, k in zip(of, instance.demand, strict=True))
    for chosen in product(*panels):
        flat = [c for panel in chosen for c in panel]
        pairs = [
            (instance.proposals[instance.proposal[c]], instance.reviewers[instance.reviewer[c]])
            for c in flat
        ]
        if not violations(instance, pairs):
            yield [int(instance.score[list(panel)].sum()) for panel in chosen]


@SMALL
@given(instances())
def test_the_best_total_equals_brute_force_and_its_bound(instance: Instance) -> None:
    totals = [sum(panel) for panel in every_assignment(instance)]
    assume(totals)

    found = assign(instance)

    assert found.total == max(totals) == found.bound


@SMALL
@given(instances())
def test_the_proof_covers_candidates_left_out_at_first(instance: Instance) -> None:
    with pytest.MonkeyPatch.context() as patch:
        try:
            whole = assign(instance)
            patch.setattr(columns, "FIRST_LOOK", 1)
            found = assign(instance)
        except Infeasible:
            return

    assert (found.total, found.bound) == (whole.total, whole.bound)


def test_without_pricing_the_bound_of_few_candidates_is_too_low(monkeypatch) -> None:
    scores = [[5.0, 4.9, 4.8, -9.0], [5.0, -9.0, -9.0, 0.0], [-9.0, 5.0, -9.0, 0.0]]
    instance = full(scores, demand=1, load=1)
    monkeypatch.setattr(columns, "FIRST_LOOK", 1)
    best = assign(instance)

    monkeypatch.setattr(columns, "_is_missed", lambda reduced, kept: 0 * reduced > 0)

    assert best.total == best.bound > assign(instance).bound


@SMALL
@given(instances())
def test_rules_that_are_left_out_at_first_are_kept_and_the_best_is_the_same(
    instance: Instance,
) -> None:
    totals = [sum(panel) for panel in every_assignment(instance)]
    assume(totals)

    seating, bound, _ = solving._best(instance, NONE)

    assert seating.total() == max(totals) == bound


def test_without_the_look_at_the_result_a_rule_left_out_stays_broken(monkeypatch) -> None:
    facts = {"units": {"r0": ["u"], "r1": ["u"]}, "rules": Rules(one_per_unit=True)}
    instance = full([[9.0, 8.0, 1.0]], demand=2, load=1, **facts)
    nothing = Held(NONE, NONE, NONE)
    assert assign(instance).pairs() == (("p0", "r0"), ("p0", "r2"))

    for room in (columns, branching):
        monkeypatch.setattr(room, "crowded", lambda *_: nothing)

    with pytest.raises(PanelError, match="same_unit: p0"):
        assign(instance)


@SMALL
@given(instances())
def test_what_brute_force_cannot_fill_is_told_infeasible(instance: Instance) -> None:
    assume(not any(True for _ in every_assignment(instance)))

    with pytest.raises(Infeasible):
        assign(instance)


@SMALL
@given(instances(), st.booleans())
def test_no_conflict_is_ever_assigned_and_every_rule_is_kept(
    instance: Instance, is_fair: bool
) -> None:
    try:
        pairs = assign(instance, is_fair=is_fair).pairs()
    except Infeasible:
        return

    assert violations(instance, pairs) == []


@SMALL
@given(instances())
def test_fair_panels_stay_within_the_proved_bounds(instance: Instance) -> None:
    panels = list(every_assignment(instance))
    assume(panels and instance.demand.all())

    found, best = assign(instance, is_fair=True), assign(instance)

    assert best.worst <= found.worst <= max(map(min, panels)) <= found.worst_bound
    assert found.total <= best.total


@pytest.mark.parametrize("score", [0.0, 1.0, -5.0])
def test_a_conflict_is_not_assigned_whatever_the_scores(score: float) -> None:
    scores = [[score] * 4 for _ in range(4)]
    conflicts = {(f"p{n}", f"r{n}") for n in range(4)}

    pairs = assign(full(scores, demand=3, load=3, conflicts=conflicts)).pairs()

    assert not conflicts.intersection(pairs)


def test_without_the_guard_the_conflict_is_assigned_and_seen() -> None:
    scores = [[9.0, 1.0], [1.0, 9.0]]
    guarded = full(scores, demand=1, load=1, conflicts={("p0", "r0")})

    pairs = assign(full(scores, demand=1, load=1)).pairs()

    assert "conflict: p0 × r0" in violations(guarded, pairs)


def test_a_conflict_that_slips_through_a_solver_is_refused(monkeypatch) -> None:
    forbidden = full([[9.0, 1.0]], demand=1, load=1, conflicts={("p0", "r0")})
    free = full([[9.0, 1.0]], demand=1, load=1)
    broken = solving._best(free, front_of(free))
    monkeypatch.setattr(solving, "_best", lambda *_: broken)

    with pytest.raises(PanelError, match="failed its check"):
        assign(forbidden)


def test_more_conflicts_than_reviewers_are_infeasible_in_words() -> None:
    scores = [[1.0, 1.0, 1.0], [1.0, 1.0, 1.0]]

    with pytest.raises(Infeasible, match="demand of proposal “p0” from 2 to 1") as refused:
        assign(full(scores, demand=2, load=2, conflicts={("p0", "r0"), ("p0", "r1")}))

    assert "增补1名" in str(refused.value)
    assert sum(one.places for one in refused.value.relaxations) == 1


def test_one_general_change_is_offered_as_the_least_that_is_enough() -> None:
    with pytest.raises(Infeasible) as refused:
        assign(full([[1.0, 1.0, 1.0]] * 5, demand=2, load=3))

    assert [text.en for text in refused.value.changes] == [
        "raise the load of every reviewer from 3 to 4",
        "lower the demand of every proposal from 2 to 1",
    ]
    assert "只改一项即可：把每人上限由3提高到4" in str(refused.value)


def test_rules_on_units_and_regions_are_offered_where_they_are_in_the_way() -> None:
    facts = {
        "units": {"r0": ["u"], "r1": ["u"]},
        "reviewer_regions": {"r0": "g0", "r1": "g0"},
        "proposal_regions": {"p0": "g0"},
    }

    with pytest.raises(Infeasible, match="drop the rule of one reviewer per unit"):
        assign(full([[1.0, 1.0]], demand=2, load=1, rules=Rules(one_per_unit=True), **facts))
    with pytest.raises(Infeasible, match="seats from elsewhere from 1 to 0"):
        assign(full([[1.0, 1.0]], demand=2, load=1, rules=Rules(away_at_least=1), **facts))
    with pytest.raises(Infeasible, match="seats for one region from 1 to 2"):
        assign(full([[1.0, 1.0]], demand=2, load=1, rules=Rules(region_at_most=1), **facts))


def test_too_little_load_names_the_fewest_places() -> None:
    with pytest.raises(Infeasible) as refused:
        assign(full([[1.0, 1.0]] * 3, demand=2, load=2))

    assert sum(one.places for one in refused.value.relaxations) == 2
    assert "由2提高到3" in str(refused.value)


def test_places_that_anybody_could_bear_are_spread_evenly() -> None:
    with pytest.raises(Infeasible) as refused:
        assign(full([[1.0] * 5] * 12, demand=3, load=2))

    borne = {one.owner: one.places for one in refused.value.relaxations}
    assert borne.keys() == set(range(5))
    assert sorted(borne.values()) == [5, 5, 5, 5, 6]


@SMALL
@given(instances())
def test_the_relaxation_named_is_enough(instance: Instance) -> None:
    assume(not instance.rules.one_per_unit and instance.rules.region_at_most is None)
    assume(not instance.rules.away_at_least)
    try:
        assign(instance)
    except Infeasible as refused:
        for one in refused.relaxations:
            target = {"LOAD": instance.most, "MIN_LOAD": instance.least, "DEMAND": instance.demand}
            sign = 1 if one.kind.name == "LOAD" else -1
            target[one.kind.name][one.owner] += sign * one.places

        assert assign(instance).pairs() is not None


def test_two_of_one_unit_never_sit_together() -> None:
    scores = [[9.0, 8.0, 1.0]] * 2
    units = {"r0": ["u"], "r1": ["u"], "r2": ["v"]}

    free = assign(full(scores, demand=2, load=2, units=units)).pairs()
    kept = full(scores, demand=2, load=2, units=units, rules=Rules(one_per_unit=True))

    assert violations(kept, free) == ["same_unit: p0", "same_unit: p1"]
    assert assign(kept).total == 2 * (9 + 1) * SCALE


def test_a_reviewer_of_two_units_is_kept_from_both() -> None:
    scores = [[9.0, 8.0, 7.0, 1.0]]
    units = {"r0": ["u", "v"], "r1": ["u"], "r2": ["v"], "r3": ["w"]}

    found = assign(full(scores, demand=2, load=1, units=units, rules=Rules(one_per_unit=True)))

    assert found.pairs() == (("p0", "r1"), ("p0", "r2"))
    assert found.is_proved_best


def test_overlapping_units_are_held_with_proof_at_size() -> None:
    random = np.random.default_rng(2)
    scores = random.random((60, 40)).round(3).tolist()
    units = {
        f"r{r}": {f"u{n}" for n in random.integers(0, 12, 1 + (r % 4 == 0))} for r in range(40)
    }

    found = assign(full(scores, demand=3, load=6, units=units, rules=Rules(one_per_unit=True)))

    assert found.total <= found.bound <= found.total * 1.005


def test_what_only_a_programme_can_decide_is_decided() -> None:
    units = {"r0": ["u", "v"], "r1": ["u", "w"], "r2": ["v", "w"], "r3": ["x"]}
    rules = Rules(one_per_unit=True)

    found = assign(full([[9.0, 8.0, 7.0, 1.0]], demand=2, load=1, units=units, rules=rules))

    assert found.pairs() == (("p0", "r0"), ("p0", "r3"))
    with pytest.raises(Infeasible, match="drop the rule"):
        assign(full([[9.0, 8.0, 7.0]], demand=2, load=1, units=units, rules=rules))


def test_a_reviewer_of_unknown_region_does_not_count_as_away() -> None:
    facts = {"reviewer_regions": {"r1": "g1"}, "proposal_regions": {"p0": "g0"}}

    found = assign(full([[9.0, 1.0]], demand=1, load=1, rules=Rules(away_at_least=1), **facts))

    assert found.pairs() == (("p0", "r1"),)


def test_the_worst_off_proposal_is_lifted() -> None:
    scores = [[10.0, 9.0], [6.0, 0.0]]
    rich_first = full([[10.0, 3.0], [9.0, 1.0]], demand=1, load=1)

    assert assign(full(scores, demand=1, load=1), is_fair=True).worst == 6 * SCALE
    assert assign(rich_first).worst == 3 * SCALE


def test_least_loads_are_kept() -> None:
    scores = [[9.0, 1.0], [9.0, 1.0]]

    pairs = assign(full(scores, demand=1, load=2, min_load=1)).pairs()

    assert {reviewer for _, reviewer in pairs} == {"r0", "r1"}


def test_a_least_load_above_the_load_is_refused() -> None:
    with pytest.raises(PanelError, match="“r0” is above"):
        full([[1.0]], demand=1, load=1, min_load=2)


@pytest.mark.parametrize("score", [float("nan"), float("inf"), 1e9])
def test_a_score_that_is_no_usable_number_is_refused(score: float) -> None:
    with pytest.raises(PanelError, match="finite"):
        full([[score]], demand=1, load=1)


def test_a_pair_scored_twice_is_refused() -> None:
    with pytest.raises(PanelError, match="scored twice"):
        build_instance([("p", "r", 1.0), ("p", "r", 2.0)], demand=1, load=1)


def test_a_missing_number_is_refused() -> None:
    with pytest.raises(PanelError, match="has no number"):
        full([[1.0]], demand={"p9": 1}, load=1)


def test_the_figures_are_told_as_exact_decimals() -> None:
    answer = assign(full([[0.1, 0.25]], demand=2, load=1)).as_dict()

    assert (answer["total"], answer["bound"], answer["is_proved_best"]) == ("0.35", "0.35", True)
    assert answer["pairs"] == [["p0", "r0", "0.1"], ["p0", "r1", "0.25"]]


@pytest.mark.parametrize("seed", range(6))
def test_fair_panels_of_small_rounds_are_the_fairest_and_then_the_best(seed: int) -> None:
    scores = np.random.default_rng(seed).random((3, 5)).round(2).tolist()
    instance = full(scores, demand=2, load=2)

    found = assign(instance, is_fair=True)

    fairest = max((min(panels), sum(panels)) for panels in every_assignment(instance))
    assert (found.worst, found.total) == fairest


@pytest.mark.parametrize("seed", range(4))
def test_swaps_for_fairness_keep_units_and_least_loads(seed: int) -> None:
    random = np.random.default_rng(seed)
    scores = (random.random((24, 1)) * random.random((24, 16)) ** 6).tolist()
    units = {f"r{r}": [f"u{r % 6}"] for r in range(16)}
    options = {"demand": 3, "load": 5, "min_load": 4, "units": units}
    instance = full(scores, rules=Rules(one_per_unit=True), **options)

    found = assign(instance, is_fair=True)

    assert violations(instance, found.pairs()) == []
    assert found.worst >= assign(instance).worst
