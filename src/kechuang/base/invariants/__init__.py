"""Invariants: truths that must hold over the whole database, each named; rooms list theirs."""

from kechuang.base.invariants.collecting import every_invariant
from kechuang.base.invariants.everywhere import house_columns, house_tables
from kechuang.base.invariants.running import Examined, examine
from kechuang.base.invariants.truths import Finding, Invariant, found

__all__ = [
    "Examined",
    "Finding",
    "Invariant",
    "every_invariant",
    "examine",
    "found",
    "house_columns",
    "house_tables",
]
