"""A second look at an assignment, from the facts alone and without any solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np

from kechuang.engines.panel.assign.instance import Instance, Ints, Pair


def violations(instance: Instance, pairs: Iterable[Pair]) -> list[str]:
    """Every broken rule, in English for logs and proofs; empty when the assignment is sound."""
    p_index = {name: number for number, name in enumerate(instance.proposals)}
    r_index = {name: number for number, name in enumerate(instance.reviewers)}
    numbered = [(p_index[p], r_index[r]) for p, r in pairs]
    return [
        *_forbidden(instance, numbered),
        *_counts(instance, numbered),
        *_side_rules(instance, numbered),
    ]


def _forbidden(instance: Instance, pairs: list[tuple[int, int]]) -> Iterator[str]:
    width = len(instance.reviewers)
    keys = np.array([p * width + r for p, r in pairs], dtype=np.int64)
    forbidden = set(keys[np.isin(keys, instance.forbidden)].tolist())
    candidates = set(keys[np.isin(keys, instance.key())].tolist())
    for (p, r), times in Counter(pairs).items():
        shown = f"{instance.proposals[p]} × {instance.reviewers[r]}"
        if p * width + r in forbidden:
            yield f"conflict: {shown}"
        elif p * width + r not in candidates:
            yield f"not a candidate: {shown}"
        if times > 1:
            yield f"seated twice: {shown}"


def _counts(instance: Instance, pairs: list[tuple[int, int]]) -> Iterator[str]:
    seats = Counter(p for p, _ in pairs)
    loads = Counter(r for _, r in pairs)
    for p, wanted in enumerate(instance.demand.tolist()):
        if seats[p] != wanted:
            yield f"demand of {instance.proposals[p]}: {seats[p]} instead of {wanted}"
    for r, (least, most) in enumerate(
        zip(instance.least.tolist(), instance.most.tolist(), strict=True)
    ):
        if not least <= loads[r] <= most:
            yield f"load of {instance.reviewers[r]}: {loads[r]} not in {least}…{most}"


def _side_rules(instance: Instance, pairs: list[tuple[int, int]]) -> Iterator[str]:
    seats = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    for broken in (_same_unit, _too_near, _too_many_of_a_region):
        for p in broken(instance, seats[:, 0], seats[:, 1]):
            yield f"{broken.__name__.strip('_')}: {instance.proposals[p]}"


def _same_unit(instance: Instance, proposal: Ints, reviewer: Ints) -> list[int]:
    if not instance.rules.one_per_unit:
        return []
    units = instance.units[reviewer]
    owner = np.broadcast_to(proposal[:, None], units.shape)
    return _meeting_more_than(1, owner[units >= 0], units[units >= 0])


def _too_near(instance: Instance, proposal: Ints, reviewer: Ints) -> list[int]:
    here, there = instance.proposal_region[proposal], instance.reviewer_region[reviewer]
    away = proposal[(there >= 0) & (here >= 0) & (here != there)]
    count = np.bincount(away, minlength=len(instance.proposals))
    lacking = np.flatnonzero(count < instance.away_wanted())
    found: list[int] = lacking[np.isin(lacking, proposal)].tolist()
    return found


def _too_many_of_a_region(instance: Instance, proposal: Ints, reviewer: Ints) -> list[int]:
    most = instance.rules.region_at_most
    if most is None:
        return []
    return _meeting_more_than(most, proposal, instance.reviewer_region[reviewer])


def _meeting_more_than(most: int, proposal: Ints, group: Ints) -> list[int]:
    """Proposals on whose panel more than ``most`` belong to one group."""
    width = int(group.max(initial=0)) + 2
    met, times = np.unique(proposal * width + group + 1, return_counts=True)
    found: list[int] = np.unique(met[times > most] // width).tolist()
    return found
