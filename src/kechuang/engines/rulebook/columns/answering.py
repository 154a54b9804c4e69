"""Answers of all clauses for one block: planes, amounts, and which rows were explained instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kechuang.engines.rulebook.answers import Answer
from kechuang.engines.rulebook.columns.amounts import Amounts, amounts_of, replaced, written
from kechuang.engines.rulebook.columns.block import Block
from kechuang.engines.rulebook.columns.conditions import Single, reasons_of, singles_of
from kechuang.engines.rulebook.columns.explained import Explained
from kechuang.engines.rulebook.columns.frames import Frame
from kechuang.engines.rulebook.columns.nearness import repair
from kechuang.engines.rulebook.columns.plan import Plan
from kechuang.engines.rulebook.columns.planes import WORD, Plane, positions
from kechuang.engines.rulebook.packs import Clause, Pack
from kechuang.engines.rulebook.verdict import Verdict


@dataclass(frozen=True)
class ClauseAnswers:
    """What one clause says to the firms of a block, in planes that exclude each other.

    ``failed``: the leaves and scores that are not met, in the order of ``singles``. ``due``: the
    rows that ``amounts`` are of (not not met); None where the clause grants no money.
    ``explained``: how many rows the explaining evaluator answered.
    """

    pack: Pack
    clause: Clause
    met: Plane
    not_met: Plane
    unknown: Plane
    near: Plane
    singles: tuple[Single, ...]
    failed: tuple[Plane, ...]
    due: NDArray[np.intp] | None
    amounts: Amounts | None
    explained: int


def ask_block(plan: Plan, frame: Frame, *, near: bool = True) -> Iterator[ClauseAnswers]:
    """Every clause of ``plan`` for the firms of ``frame``; without ``near`` no near misses."""
    block = Block(plan, frame)
    for test in plan.tests:
        block.find(test)
    explained = Explained(plan, frame)
    for pack in plan.packs:
        for clause in pack.clauses:
            yield _answer(pack, clause, block, explained, near=near)


def _answer(
    pack: Pack, clause: Clause, block: Block, explained: Explained, *, near: bool
) -> ClauseAnswers:
    told = block.told
    found = block.check(clause.condition)
    nearly = near_misses(pack, clause, block) if near else (block.none, block.none)
    asked = positions((found.escaped | (nearly[0] ^ nearly[1])) & told)
    answers = {int(row): explained.answer(pack, clause, int(row)) for row in asked}
    singles = tuple(singles_of(clause.condition))
    failed = [block.check(single.condition).not_met & told for single in singles]
    met, not_met, unknown, surely = (
        plane & told for plane in (found.met, found.not_met, found.unknown, nearly[0])
    )
    planes = [met, not_met, unknown, surely, *failed]
    _correct(planes, ((row, _told(clause, one)) for row, one in answers.items()))
    due, amounts = _amounts(pack, clause, block, told & ~not_met, explained)
    return ClauseAnswers(
        pack, clause, met, not_met, unknown, surely, singles, tuple(failed), due, amounts,
        explained=len(answers),
    )  # fmt: skip


def near_misses(pack: Pack, clause: Clause, block: Block) -> tuple[Plane, Plane]:
    """Where the clause is surely, and where it is perhaps, nearly met."""
    not_met = block.check(clause.condition).not_met
    if not not_met.any():
        return not_met, not_met
    surely, perhaps = repair(clause.condition, pack.near_miss, block).near
    return surely & not_met, perhaps & not_met


def _told(clause: Clause, answer: Answer) -> list[bool]:
    """The same planes as one row of an explained answer has them."""
    verdict = answer.verdict
    reasons = reasons_of(clause.condition, answer.reason)
    wanted = (Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN)
    failed = [reason.verdict is Verdict.NOT_MET for reason in reasons]
    return [*(verdict is one for one in wanted), answer.is_near_miss, *failed]


def _correct(planes: list[Plane], rows: Iterable[tuple[int, list[bool]]]) -> None:
    for row, bits in rows:
        bit = np.uint64(1) << np.uint64(row % WORD)
        for plane, is_set in zip(planes, bits, strict=True):
            word = plane[row // WORD]
            plane[row // WORD] = word | bit if is_set else word & ~bit


def _amounts(
    pack: Pack, clause: Clause, block: Block, open_rows: Plane, explained: Explained
) -> tuple[NDArray[np.intp] | None, Amounts | None]:
    if clause.amount_rule is None:
        return None, None
    due = positions(open_rows)
    if not len(due):
        empty = np.zeros(0, np.int64)
        return due, Amounts(np.zeros(0, np.uint8), empty, empty)
    found = amounts_of(clause.amount_rule, block.narrowed(due))
    kind, low, high = found.amounts
    kind, low, high = kind[: len(due)].copy(), low[: len(due)].copy(), high[: len(due)].copy()
    for place in positions(found.escaped):
        if place < len(due):
            answer = explained.answer(pack, clause, int(due[place]))
            kind[place], least, most = written(answer.amount)
            low, high = replaced(low, place, least), replaced(high, place, most)
    return due, Amounts(kind, low, high)
