"""Two states of some policies asked of the same firms: who gains, who loses, what it costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np

from kechuang.engines.rulebook.catalogue import FactDefinition
from kechuang.engines.rulebook.columns.amounts import OPEN, Amounts
from kechuang.engines.rulebook.columns.answering import ClauseAnswers, ask_block
from kechuang.engines.rulebook.columns.frames import DEFAULT_BLOCK, Frame
from kechuang.engines.rulebook.columns.plan import Plan
from kechuang.engines.rulebook.columns.results import ORDER
from kechuang.engines.rulebook.comparing.groups import (
    Group,
    Grouped,
    group_facts,
    grouped,
    in_order,
)
from kechuang.engines.rulebook.comparing.outcomes import Outcome, Side, outcomes_of, side_of
from kechuang.engines.rulebook.comparing.tallies import Tally, added, tallied
from kechuang.engines.rulebook.needs import Needed
from kechuang.engines.rulebook.packs import Pack

Key = tuple[str, str]


class Affected(NamedTuple):
    """A firm to which a clause says something else than before; fen, None where unbounded."""

    subject: str
    pack: str
    clause: str
    outcome: str
    verdict_before: str
    verdict_after: str
    low_before_fen: int | None
    high_before_fen: int | None
    low_after_fen: int | None
    high_after_fen: int | None
    district: str
    size: str
    industry: str


@dataclass
class Compared:
    """Tallies by clause and group, and the firms affected, clause by clause in their order."""

    cells: dict[tuple[Key, Group], Tally] = field(default_factory=dict)
    affected: list[Affected] = field(default_factory=list)

    def add(self, key: Key, group: Group, tally: Tally) -> None:
        self.cells[key, group] = added((self.cells.get((key, group), Tally()), tally))

    @property
    def clauses(self) -> tuple[Key, ...]:
        return tuple(dict.fromkeys(key for key, _ in self.cells))

    def total(self, key: Key) -> Tally:
        return added(tally for (clause, _), tally in self.cells.items() if clause == key)

    def along(self, key: Key, axis: str) -> dict[str, Tally]:
        """The tallies of a clause by ``district``, ``size`` or ``industry``; the untold last."""
        parts: dict[str, list[Tally]] = {}
        for (clause, group), tally in self.cells.items():
            if clause == key:
                parts.setdefault(getattr(group, axis), []).append(tally)
        return {name: added(parts[name]) for name in sorted(parts, key=in_order)}


class Comparison:
    """``before`` and ``after`` with what they differ in; packs that are the same are left out.

    ``renamed``: the id that a pack of ``after`` had before, where it has another now.
    """

    def __init__(
        self,
        before: Iterable[Pack],
        after: Iterable[Pack],
        *,
        on: date,
        catalogue: Mapping[str, FactDefinition],
        renamed: Mapping[str, str] | None = None,
    ) -> None:
        earlier, later = tuple(before), tuple(after)
        kept = {pack.digest for pack in earlier} & {pack.digest for pack in later}
        self.on, self.catalogue, self.renamed = on, catalogue, dict(renamed or {})
        self.before, self.after = (
            Plan((one for one in packs if one.digest not in kept), on=on, catalogue=catalogue)
            for packs in (earlier, later)
        )

    @property
    def needed(self) -> frozenset[Needed]:
        """The facts that are read: those of both sides, and those that tell a firm's group."""
        return frozenset(self.before.needed) | frozenset(self.after.needed) | group_facts(self.on)

    @property
    def clauses(self) -> tuple[Key, ...]:
        """Every clause of either side, those of ``before`` first."""
        earlier = [(pack.id, clause.id) for pack in self.before.packs for clause in pack.clauses]
        later = [self._key(pack, clause.id) for pack in self.after.packs for clause in pack.clauses]
        return tuple(dict.fromkeys([*earlier, *later]))

    def compare(self, frame: Frame, subjects: Sequence[str], into: Compared) -> None:
        """Adds to ``into`` what the change does to the firms of ``frame``."""
        first = 0
        for block in frame.blocks(DEFAULT_BLOCK):
            self._compare_block(block, subjects[first : first + block.rows], into)
            first += block.rows

    def _compare_block(self, block: Frame, subjects: Sequence[str], into: Compared) -> None:
        groups = grouped(block, self.on)
        before = {(a.pack.id, a.clause.id): a for a in _asked(self.before, block)}
        after = {self._key(a.pack, a.clause.id): a for a in _asked(self.after, block)}
        for key in self.clauses:
            sides = side_of(before.get(key), block.rows), side_of(after.get(key), block.rows)
            outcomes = outcomes_of(*sides)
            for group, tally in tallied(groups, outcomes, *sides):
                into.add(key, group, tally)
            changed = np.flatnonzero(outcomes != Outcome.SAME)
            into.affected += (
                _affected(int(row), key, Outcome(outcomes[row]), sides, subjects, groups)
                for row in changed
            )

    def _key(self, pack: Pack, clause_id: str) -> Key:
        return self.renamed.get(pack.id, pack.id), clause_id


def _asked(plan: Plan, block: Frame) -> Iterator[ClauseAnswers]:
    return ask_block(plan, block, near=False)


def _affected(
    row: int,
    key: Key,
    outcome: Outcome,
    sides: tuple[Side, Side],
    subjects: Sequence[str],
    groups: Grouped,
) -> Affected:
    before, after = sides
    return Affected(
        subjects[row],
        *key,
        outcome.name.lower(),
        ORDER[before.verdicts[row]].value,
        ORDER[after.verdicts[row]].value,
        *_bounds(before.amounts, row),
        *_bounds(after.amounts, row),
        *groups.groups[groups.codes[row]],
    )


def _bounds(amounts: Amounts, row: int) -> tuple[int | None, int | None]:
    low, high = int(amounts.low[row]), int(amounts.high[row])
    return (None if low == OPEN else low), (None if high == OPEN else high)
