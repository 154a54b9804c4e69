from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from kechuang.engines.panel.assign import (
    Infeasible,
    Instance,
    Rules,
    assign,
    branching,
    build_instance,
    columns,
    detours,
    front,
    solving,
    violations,
)
from kechuang.engines.panel.assign.held import NONE

MEDIUM = settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
seeds = st.integers(0, 10**6)


def made(
    seed: int, *, proposals: int = 12, reviewers: int = 11, is_nested: bool = False
) -> Instance:
    """Every rule at once and tight loads; where ``is_nested``, a unit lies in one region."""
    random = np.random.default_rng(seed)
    names = [f"r{r}" for r in range(reviewers)]
    slots = [1 + (n % 5 == 0 and not is_nested) for n in range(reviewers)]
    units = {name: random.integers(0, 6, n).tolist() for name, n in zip(names, slots, strict=True)}
    places = {name: units[name][0] % 4 if is_nested else random.integers(0, 4) for name in names}
    pairs = [(f"p{p}", name) for p in range(proposals) for name in names]
    return build_instance(
        [(*pair, float(random.integers(0, 40))) for pair in pairs],
        demand=3,
        load=-(-proposals * 3 * 9 // (reviewers * 8)),
        min_load=2,
        conflicts={(f"p{p}", names[p % reviewers]) for p in range(proposals)},
        units={name: {f"u{u}" for u in mine} for name, mine in units.items()},
        reviewer_regions={name: f"g{place}" for name, place in places.items()},
        proposal_regions={f"p{p}": f"g{p % 4}" for p in range(proposals)},
        rules=Rules(True, int(random.integers(1, 4)), int(random.integers(1, 3))),
    )


def best_by_programme(instance: Instance) -> int | None:
    """The best total as an integer programme written from the rules alone, or None without one."""
    programme = cp_model.CpModel()
    seats = [programme.new_bool_var("") for _ in instance.score]

    def those(wanted):
        return sum(seat for seat, is_in in zip(seats, wanted, strict=True) if is_in)

    unit = instance.units[instance.reviewer]
    region = instance.reviewer_region[instance.reviewer]
    is_away = region != instance.proposal_region[instance.proposal]
    for r in range(len(instance.reviewers)):
        load = those(instance.reviewer == r)
        programme.add(load <= int(instance.most[r]))
        programme.add(load >= int(instance.least[r]))
    for p in range(len(instance.proposals)):
        mine = instance.proposal == p
        programme.add(those(mine) == int(instance.demand[p]))
        programme.add(those(mine & is_away) >= min(instance.rules.away_at_least, 3))
        for u in np.unique(unit[unit >= 0]):
            programme.add(those(mine & (unit == u).any(axis=1)) <= 1)
        for g in np.unique(region):
            programme.add(those(mine & (region == g)) <= instance.rules.region_at_most)
    programme.maximize(sum(int(s) * seat for s, seat in zip(instance.score, seats, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return round(solver.objective_value) if solver.solve(programme) == cp_model.OPTIMAL else None


def best(instance: Instance) -> int | None:
    try:
        found = assign(instance)
    except Infeasible:
        return None
    assert found.is_proved_best
    return found.total


@MEDIUM
@given(seeds)
def test_all_rules_together_are_solved_as_an_integer_programme_solves_them(seed: int) -> None:
    instance = made(seed)

    assert best(instance) == best_by_programme(instance)


@MEDIUM
@given(seeds)
def test_rules_held_late_by_detours_give_what_rules_held_from_the_start_give(seed: int) -> None:
    instance = made(seed, proposals=24, reviewers=20, is_nested=True)
    everyone = np.arange(len(instance.proposal))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(branching, "FEW_DETOURS", 10**6)
        late = columns.best_flow(instance, NONE)
        soon = columns.best_flow(instance, everyone)

    assert (late is None) == (soon is None)
    if late is not None and soon is not None:
        assert not late.broken
        assert int(instance.score[late.chosen].sum()) == late.bound == soon.bound


def two_of_a_unit() -> Instance:
    scores = [[9.0, 8.0, 1.0], [7.0, 2.0, 5.0]]
    return build_instance(
        [(f"p{p}", f"r{r}", s) for p, row in enumerate(scores) for r, s in enumerate(row)],
        demand={"p0": 2, "p1": 1},
        load=1,
        units={"r0": ["u"], "r1": ["u"], "r2": ["v"]},
        rules=Rules(one_per_unit=True),
    )


def test_without_new_prices_a_detour_proves_nothing(monkeypatch) -> None:
    instance = two_of_a_unit()
    proved = columns.best_flow(instance, NONE)

    monkeypatch.setattr(detours._Side, "shift", lambda *_: None)
    found = columns.best_flow(instance, NONE)

    assert proved is not None
    assert found is not None
    total = int(instance.score[found.chosen].sum())
    assert total == int(instance.score[proved.chosen].sum()) == proved.bound < found.bound


def test_units_across_regions_are_decided_by_branches(monkeypatch) -> None:
    facts = {
        "units": {"r0": ["u"], "r1": ["u"], "r2": ["v"], "r3": ["w"]},
        "reviewer_regions": {"r0": "g0", "r1": "g1", "r2": "g0", "r3": "g1"},
        "proposal_regions": {"p0": "g0"},
    }
    triples = [("p0", f"r{r}", s) for r, s in enumerate([9.0, 8.0, 7.0, 1.0])]
    rules = Rules(one_per_unit=True, away_at_least=1)
    instance = build_instance(triples, demand=2, load=1, rules=rules, **facts)
    asked = []
    search = branching._searched
    monkeypatch.setattr(branching, "_searched", lambda *a: asked.append(1) or search(*a))

    found = assign(instance)

    assert found.pairs() == (("p0", "r1"), ("p0", "r2"))
    assert found.is_proved_best
    assert asked


def test_where_every_seat_is_for_somebody_from_elsewhere_others_are_not_looked_at() -> None:
    instance = made(1, is_nested=True)
    strict = replace(instance, rules=Rules(away_at_least=3))

    found = columns.best_flow(strict, solving.front_of(strict))

    assert found is not None
    assert (found.reduced_cost[columns.never_seated(strict)] == front.LARGEST).all()
    assert violations(strict, assign(strict).pairs()) == []
