"""An instance as an integer programme, where no flow can hold its rules."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from ortools.sat.python import cp_model

from kechuang.engines.panel.assign.groups import unit_groups
from kechuang.engines.panel.assign.held import every_group, is_away
from kechuang.engines.panel.assign.infeasible import Infeasible
from kechuang.engines.panel.assign.instance import Instance, Ints
from kechuang.engines.panel.refusals import PanelError
from kechuang.engines.wording import Text

MOST_SECONDS = 60.0


def by_programme(instance: Instance, bound: int) -> tuple[Ints, int]:
    """The whole instance as an integer programme; its own bound where time ends before proof."""
    programme = cp_model.CpModel()
    seats = [programme.new_bool_var("") for _ in range(len(instance.proposal))]
    _add_counts(programme, instance, seats)
    _add_regions(programme, instance, seats)
    groups = unit_groups(instance, every_group(instance).units)
    for members in _members(groups.group, groups.member):
        programme.add_at_most_one(seats[m] for m in members)
    unit = max(int(np.gcd.reduce(instance.score)), 1)
    worth = (instance.score // unit).tolist()
    programme.maximize(sum(w * seat for w, seat in zip(worth, seats, strict=True) if w))
    return _solved(programme, seats, unit, bound)


def _solved(
    programme: cp_model.CpModel, seats: list[cp_model.IntVar], unit: int, bound: int
) -> tuple[Ints, int]:
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = MOST_SECONDS
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    status = solver.solve(programme)
    if status == cp_model.INFEASIBLE:
        raise Infeasible((), (), (_UNITS,))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise PanelError(
            Text("未能在时限内得出分配", "No assignment was found in time"),
            Text("双聘或跨地区单位过多", "too many units overlap or span regions"),
            _UNITS,
        )
    chosen = np.flatnonzero([solver.boolean_value(seat) for seat in seats])
    return chosen, min(bound, int(solver.best_objective_bound) * unit)


_UNITS = Text(
    "取消“同一单位至多一人”，或为受限项目增补其他单位的评审人",
    "drop the rule of one reviewer per unit, or add reviewers of other units",
)


def _members(group: Ints, member: Ints) -> list[list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number, one in zip(group.tolist(), member.tolist(), strict=True):
        found[number].append(one)
    return list(found.values())


def _add_counts(
    programme: cp_model.CpModel, instance: Instance, seats: list[cp_model.IntVar]
) -> None:
    everyone = np.arange(len(seats))
    for members in _members(instance.proposal, everyone):
        wanted = int(instance.demand[instance.proposal[members[0]]])
        programme.add(sum(seats[m] for m in members) == wanted)
    for members in _members(instance.reviewer, everyone):
        reviewer = instance.reviewer[members[0]]
        least, most = int(instance.least[reviewer]), int(instance.most[reviewer])
        programme.add_linear_constraint(sum(seats[m] for m in members), least, most)


def _add_regions(
    programme: cp_model.CpModel, instance: Instance, seats: list[cp_model.IntVar]
) -> None:
    rules = instance.rules
    away = np.flatnonzero(is_away(instance, np.arange(len(seats))))
    if rules.away_at_least:
        for members in _members(instance.proposal[away], away):
            wanted = int(instance.away_wanted()[instance.proposal[members[0]]])
            programme.add(sum(seats[m] for m in members) >= wanted)
    if rules.region_at_most is not None:
        width = int(instance.reviewer_region.max(initial=0)) + 2
        key = instance.proposal * width + instance.reviewer_region[instance.reviewer] + 1
        for members in _members(key, np.arange(len(seats))):
            programme.add(sum(seats[m] for m in members) <= rules.region_at_most)
