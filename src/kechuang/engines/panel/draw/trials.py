"""Thousands of draws, each checked from the facts, and whether all chances were equal."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kechuang.engines.panel.draw.drawing import draw
from kechuang.engines.panel.draw.pool import Pool


@dataclass(frozen=True)
class Trials:
    """``times_drawn`` per expert; ``violations``: draws that broke a rule or held a barred id."""

    draws: int
    violations: int
    times_drawn: dict[str, int]

    @property
    def chi_square(self) -> float:
        """Pearson's statistic against equal chances, for sampling without replacement."""
        counts = list(self.times_drawn.values())
        mean = sum(counts) / len(counts)
        share = mean / self.draws
        spread = sum((count - mean) ** 2 for count in counts) / mean
        return spread * (len(counts) - 1) / (len(counts) * (1 - share))

    @property
    def p_value(self) -> float:
        """Chance of such a statistic or a greater one (Wilson–Hilferty approximation)."""
        freedom = len(self.times_drawn) - 1
        cube = (self.chi_square / freedom) ** (1 / 3)
        deviate = (cube - 1 + 2 / (9 * freedom)) / math.sqrt(2 / (9 * freedom))
        return 0.5 * math.erfc(deviate / math.sqrt(2))


def run_trials(pool: Pool, *, draws: int, seed: str, barred: Sequence[str] = ()) -> Trials:
    """``draws`` draws from ``pool``, with seeds hashed from ``seed`` and their number.

    ``barred``: ids that must never appear (experts in conflict, who belong in no pool).
    """
    times: Counter[str] = Counter({expert.id: 0 for expert in pool.experts})
    violations = 0
    for number in range(draws):
        own = hashlib.sha256(f"{seed}\n{number}".encode()).hexdigest()
        panel = draw(pool, seed=own).panel
        times.update(panel)
        violations += bool(broken_rules(pool, panel) or set(panel).intersection(barred))
    return Trials(draws, violations, dict(times))


def broken_rules(pool: Pool, panel: Sequence[str]) -> list[str]:
    """Names of the quotas ``panel`` breaks, from the facts of the pool alone."""
    known = {expert.id: expert for expert in pool.experts}
    seated = [known[name] for name in panel if name in known]
    units = Counter(expert.unit for expert in seated)
    regions = Counter(pool.region_of(expert) for expert in seated)
    quotas = pool.quotas
    most = quotas.seats if quotas.region_at_most is None else quotas.region_at_most
    checks = {
        "strangers": len(seated) < len(panel),
        "seats": len(set(panel)) != quotas.seats,
        "units": max(units.values(), default=0) > quotas.unit_at_most,
        "regions": max(regions.values(), default=0) > most,
        "away": len(seated) - regions[pool.region] < quotas.away_at_least,
    }
    return [name for name, is_broken in checks.items() if is_broken]
