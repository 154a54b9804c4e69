"""A second look at an assignment, from the facts alone and without any solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np

from kechuang.engines.panel.assign.instance import Instance, Pair


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
    panels: dict[int, list[int]] = {}
    for p, r in pairs:
        panels.setdefault(p, []).append(r)
    for p, panel in panels.items():
        for broken in (_same_unit, _too_near, _too_many_of_a_region):
            if broken(instance, p, panel):
                yield f"{broken.__name__.strip('_')}: {instance.proposals[p]}"


def _same_unit(instance: Instance, _: int, panel: list[int]) -> bool:
    units = Counter(u for r in panel for u in set(instance.units[r].tolist()) if u >= 0)
    return instance.rules.one_per_unit and max(units.values(), default=0) > 1


def _too_near(instance: Instance, p: int, panel: list[int]) -> bool:
    here = int(instance.proposal_region[p])
    regions = [int(instance.reviewer_region[r]) for r in panel]
    away = sum(1 for region in regions if region >= 0 and here >= 0 and region != here)
    return away < int(instance.away_wanted()[p])


def _too_many_of_a_region(instance: Instance, _: int, panel: list[int]) -> bool:
    most = instance.rules.region_at_most
    regions = Counter(int(instance.reviewer_region[r]) for r in panel)
    return most is not None and max(regions.values(), default=0) > most
