"""What side rules cost: the same made assignment with and without each of them, turn about."""

from __future__ import annotations

import time
from dataclasses import replace
from statistics import median

import numpy as np

from kechuang.engines.panel.assign import Assignment, Instance, Rules, assign

REPEATS = 7
PER_UNIT, REGIONS, SEED = 8, 20, 20_261_123
"""示例 Example: eight reviewers to a unit, every unit in one of twenty regions."""
Timed = tuple[str, Assignment, float, float]


def ruled(instance: Instance) -> dict[str, Instance]:
    """The instance under no side rule, under each one alone, and under all of them."""
    random = np.random.default_rng(SEED)
    reviewers, proposals = len(instance.reviewers), len(instance.proposals)
    unit = random.integers(0, -(-reviewers // PER_UNIT), reviewers)
    placed = replace(
        instance,
        units=unit.reshape(-1, 1),
        reviewer_region=random.integers(0, REGIONS, int(unit.max()) + 1)[unit],
        proposal_region=random.integers(0, REGIONS, proposals),
    )
    least = np.minimum(instance.most, int(instance.demand.sum()) // reviewers // 2)
    rules = {
        "no side rule": Rules(),
        "one per unit": Rules(one_per_unit=True),
        "1 from elsewhere": Rules(away_at_least=1),
        "2 from elsewhere": Rules(away_at_least=2),
        "all from elsewhere": Rules(away_at_least=int(instance.demand.max(initial=0))),
        "2 of a region": Rules(region_at_most=2),
    }
    every = Rules(one_per_unit=True, away_at_least=2, region_at_most=2)
    return {
        **{name: replace(placed, rules=rule) for name, rule in rules.items()},
        "least loads": replace(placed, least=least),
        "all of these": replace(placed, rules=every, least=least),
    }


def compared(instance: Instance) -> list[Timed]:
    """Per side rule: its name, the assignment, processor seconds (median of the turns), and their
    ratio to those without a side rule."""
    ruled_instances = ruled(instance)
    seconds: dict[str, list[float]] = {name: [] for name in ruled_instances}
    found: dict[str, Assignment] = {}
    for _ in range(REPEATS):
        for name, one in ruled_instances.items():
            started = time.process_time()
            found[name] = assign(one)
            seconds[name].append(time.process_time() - started)
    middle = {name: median(spent) for name, spent in seconds.items()}
    plain = next(iter(middle.values()))
    return [(name, found[name], spent, spent / plain) for name, spent in middle.items()]
