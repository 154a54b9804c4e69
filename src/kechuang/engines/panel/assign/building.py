"""An instance from scores and facts by id; what contradicts itself is refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from kechuang.engines.panel.assign.instance import SCALE, Instance, Ints, Pair, Rules
from kechuang.engines.panel.refusals import PanelError
from kechuang.engines.wording import Text

LARGEST_SCORE = 10**6 * SCALE


def scaled(scores: npt.ArrayLike) -> Ints:
    """Scores as whole numbers of 1/SCALE; refuses (``PanelError``) what is not a finite number."""
    values = np.asarray(scores, dtype=np.float64)
    if not np.isfinite(values).all() or (np.abs(values) * SCALE > LARGEST_SCORE).any():
        raise PanelError(
            Text("评分不能采用", "The scores cannot be used"),
            Text("有的评分不是有限的数或超过一百万", "one is not finite or is above a million"),
            Text("请改正评分文件", "Mend the file of scores"),
        )
    return np.rint(values * SCALE).astype(np.int64)


def build_instance(
    scores: Iterable[tuple[str, str, float]],
    *,
    demand: int | Mapping[str, int],
    load: int | Mapping[str, int],
    min_load: int | Mapping[str, int] = 0,
    conflicts: Collection[Pair] = (),
    units: Mapping[str, Collection[str]] | None = None,
    reviewer_regions: Mapping[str, str] | None = None,
    proposal_regions: Mapping[str, str] | None = None,
    rules: Rules | None = None,
) -> Instance:
    """An instance from ``(proposal, reviewer, score)`` triples and facts by id.

    A pair without a triple is no candidate. Refuses (``PanelError``) pairs scored twice and scores
    that are no numbers.
    """
    triples = list(scores)
    proposals = tuple(dict.fromkeys(triple[0] for triple in triples))
    reviewers = tuple(dict.fromkeys(triple[1] for triple in triples))
    p_index = {name: index for index, name in enumerate(proposals)}
    r_index = {name: index for index, name in enumerate(reviewers)}
    facts = Facts(
        demand, load, min_load, units or {}, reviewer_regions or {}, proposal_regions or {}
    )
    return assemble(
        proposals,
        reviewers,
        np.array([p_index[triple[0]] for triple in triples], dtype=np.int64),
        np.array([r_index[triple[1]] for triple in triples], dtype=np.int64),
        scaled([triple[2] for triple in triples]),
        forbidden=_keys(conflicts, p_index, r_index),
        facts=facts,
        rules=rules or Rules(),
    )


@dataclass(frozen=True)
class Facts:
    """What is known by id beside the scores; a number stands for everybody."""

    demand: int | Mapping[str, int]
    load: int | Mapping[str, int]
    min_load: int | Mapping[str, int] = 0
    units: Mapping[str, Collection[str]] = field(default_factory=dict)
    reviewer_regions: Mapping[str, str] = field(default_factory=dict)
    proposal_regions: Mapping[str, str] = field(default_factory=dict)


def assemble(
    proposals: tuple[str, ...],
    reviewers: tuple[str, ...],
    proposal: Ints,
    reviewer: Ints,
    score: Ints,
    *,
    forbidden: Ints,
    facts: Facts,
    rules: Rules,
) -> Instance:
    """Sort the candidates, drop every forbidden one, and number units and regions."""
    keys = proposal * len(reviewers) + reviewer
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    _refuse_twice(keys, proposals, reviewers)
    kept = order[~np.isin(keys, forbidden)]
    most, least = _per_id(facts.load, reviewers), _per_id(facts.min_load, reviewers)
    _refuse_crossed(most, least, reviewers)
    places = _numbered([*facts.reviewer_regions.values(), *facts.proposal_regions.values()])
    return Instance(
        proposals,
        reviewers,
        proposal[kept],
        reviewer[kept],
        score[kept],
        demand=_per_id(facts.demand, proposals),
        most=most,
        least=least,
        units=_unit_table(facts.units, reviewers),
        reviewer_region=_looked_up(facts.reviewer_regions, reviewers, places),
        proposal_region=_looked_up(facts.proposal_regions, proposals, places),
        forbidden=np.unique(forbidden),
        rules=rules,
    )


def _keys(pairs: Collection[Pair], p_index: Mapping[str, int], r_index: Mapping[str, int]) -> Ints:
    known = ((p_index.get(p, -1), r_index.get(r, -1)) for p, r in pairs)
    keys = sorted(p * len(r_index) + r for p, r in known if p >= 0 and r >= 0)
    return np.array(keys, dtype=np.int64)


def _refuse_twice(keys: Ints, proposals: tuple[str, ...], reviewers: tuple[str, ...]) -> None:
    again = np.flatnonzero(keys[1:] == keys[:-1])
    if len(again):
        p, r = divmod(int(keys[again[0]]), len(reviewers))
        raise PanelError(
            Text("评分不能采用", "The scores cannot be used"),
            Text(
                f"“{proposals[p]}”与“{reviewers[r]}”评分了两次",
                f"“{proposals[p]}” and “{reviewers[r]}” are scored twice",
            ),
            Text("请只保留一条", "Keep one of them"),
        )


def _refuse_crossed(most: Ints, least: Ints, reviewers: tuple[str, ...]) -> None:
    crossed = np.flatnonzero(least > most)
    if len(crossed):
        name = reviewers[crossed[0]]
        raise PanelError(
            Text("负荷不能采用", "The loads cannot be used"),
            Text(f"“{name}”的下限高于上限", f"the least load of “{name}” is above its load"),
            Text("请改正下限或上限", "Mend one of them"),
        )


def _per_id(value: int | Mapping[str, int], ids: tuple[str, ...]) -> Ints:
    if isinstance(value, int):
        return np.full(len(ids), value, dtype=np.int64)
    missing = next((name for name in ids if name not in value), None)
    if missing is not None:
        raise PanelError(
            Text("需求或负荷不完整", "The demands or loads are incomplete"),
            Text(f"“{missing}”没有数字", f"“{missing}” has no number"),
            Text("请补上，或改用一个统一的数字", "Add it, or give one number for all"),
        )
    return np.array([value[name] for name in ids], dtype=np.int64)


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: index for index, name in enumerate(dict.fromkeys(name for name in names if name))}


def _looked_up(known: Mapping[str, str], ids: tuple[str, ...], numbers: dict[str, int]) -> Ints:
    return np.array([numbers.get(known.get(name, ""), -1) for name in ids], dtype=np.int64)


def _unit_table(units: Mapping[str, Collection[str]], reviewers: tuple[str, ...]) -> Ints:
    numbers = _numbered(unit for name in reviewers for unit in units.get(name, ()))
    width = max((len(units.get(name, ())) for name in reviewers), default=0)
    table = np.full((len(reviewers), max(width, 1)), -1, dtype=np.int64)
    for row, name in enumerate(reviewers):
        for slot, unit in enumerate(sorted(units.get(name, ()))):
            table[row, slot] = numbers.get(unit, -1)
    return table
