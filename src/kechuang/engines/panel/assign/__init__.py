"""Assign: panels of the best total or fair ones, under conflicts, loads, units and regions."""

from kechuang.engines.panel.assign.building import Facts, assemble, build_instance, scaled
from kechuang.engines.panel.assign.checking import violations
from kechuang.engines.panel.assign.infeasible import Infeasible
from kechuang.engines.panel.assign.instance import SCALE, Instance, Pair, Rules
from kechuang.engines.panel.assign.lottery import Lottery, assign_by_lot
from kechuang.engines.panel.assign.solving import Assignment, assign, shown

__all__ = [
    "SCALE",
    "Assignment",
    "Facts",
    "Infeasible",
    "Instance",
    "Lottery",
    "Pair",
    "Rules",
    "assemble",
    "assign",
    "assign_by_lot",
    "build_instance",
    "scaled",
    "shown",
    "violations",
]
