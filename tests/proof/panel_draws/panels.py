"""Draws and assignments of a world, counted against what was planted in it."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass

from kechuang.engines.panel import (
    Conflict,
    Policy,
    Pool,
    Quotas,
    Rules,
    assign,
    barred_pairs,
    broken_rules,
    build_instance,
    draw,
    find_conflicts,
    qualify,
)
from tests.proof.panel_draws.worlds import RULES, World

QUOTAS = Quotas(seats=3, away_at_least=2, region_at_most=2)


@dataclass
class Count:
    """``violations``: panels with a planted conflict or a broken quota."""

    panels: int = 0
    violations: int = 0

    def add(self, other: Count) -> None:
        self.panels += other.panels
        self.violations += other.violations


def misjudged(world: World) -> tuple[int, int]:
    """Planted conflicts that were not found, and pairs barred although nothing was planted."""
    found = found_in(world, Policy())
    rules = {(one.rule, one.proposal, one.expert) for one in found}
    pairs = barred_pairs(found, Policy())
    return len(world.planted - rules), len(pairs - world.barred())


def found_in(world: World, policy: Policy) -> tuple[Conflict, ...]:
    return find_conflicts(
        world.experts.values(),
        world.proposals.values(),
        stakeholders=world.stakeholders.values(),
        units=world.units,
        policy=policy,
    )


def pools_of(world: World, policy: Policy) -> Iterator[Pool]:
    """The sealed pool of each proposal."""
    experts = tuple(world.experts.values())
    found = found_in(world, policy)
    for proposal in world.proposals.values():
        free = qualify(experts, proposal, found, units=world.units, policy=policy)
        yield Pool.sealed(proposal.id, proposal.region or "", QUOTAS, free)


def drawn(world: World, *, draws: int, seed: int) -> Count:
    """``draws`` panels of each proposal."""
    count = Count()
    for pool in pools_of(world, Policy()):
        count.add(drawn_from(world, pool, draws=draws, seed=seed))
    return count


def drawn_from(world: World, pool: Pool, *, draws: int, seed: int) -> Count:
    """``draws`` panels from one pool; every third loses a member to a replacement."""
    count = Count()
    for number in range(draws):
        own = hashlib.sha256(f"{seed}-{pool.name}-{number}".encode()).hexdigest()
        panel = draw(pool, seed=own).panel
        if number % 3 == 0:
            panel = draw(pool, seed=own, absent=panel[:1]).panel
        count.add(Count(1, int(is_violated(world, pool, panel))))
    return count


def is_violated(world: World, pool: Pool, panel: tuple[str, ...]) -> bool:
    conflicted = any((pool.name, expert) in world.barred() for expert in panel)
    return conflicted or bool(broken_rules(pool, panel))


def assigned(world: World, *, seed: int, is_tempted: bool) -> Count:
    """Best panels: all scores nothing, or the greatest where a conflict was planted."""
    found = found_in(world, Policy())
    lots, barred = random.Random(seed), world.barred()
    triples = [
        (proposal, expert, 0.0 if not is_tempted else 9.0 if pair in barred else lots.random())
        for proposal in world.proposals
        for expert in world.experts
        if (pair := (proposal, expert))
    ]
    instance = build_instance(
        triples,
        demand=QUOTAS.seats,
        load=2,
        conflicts=barred_pairs(found, Policy()),
        units={
            each.id: [post.unit for post in each.posts or ()] for each in world.experts.values()
        },
        reviewer_regions={each.id: each.region or "" for each in world.experts.values()},
        proposal_regions={each.id: each.region or "" for each in world.proposals.values()},
        rules=Rules(True, QUOTAS.away_at_least, QUOTAS.region_at_most),
    )
    panels: dict[str, list[str]] = {}
    for proposal, expert in assign(instance).pairs():
        panels.setdefault(proposal, []).append(expert)
    bad = sum(any((p, e) in barred for e in panel) for p, panel in panels.items())
    return Count(len(panels), bad)


def unguarded(world: World, *, draws: int, seed: int) -> list[str]:
    """The rules which, switched off one by one, let a planted conflict onto a panel."""
    seen = []
    for rule in RULES:
        policy = Policy(switched_off=frozenset({rule}))
        planted = {proposal for each, proposal, _ in world.planted if each == rule}
        pool = next(each for each in pools_of(world, policy) if each.name in planted)
        if drawn_from(world, pool, draws=draws, seed=seed).violations:
            seen.append(rule)
    return seen
