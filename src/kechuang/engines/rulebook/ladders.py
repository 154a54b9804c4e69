"""Ladders: packs that tell which titles a firm holds, and how far it is from the next.

A ladder has for each rung a clause ``on-<rung>`` (the title is held and valid) and, where one can
climb to it, ``to-<rung>`` (what the title asks). The rungs stand in the order of the pack.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from kechuang.engines.rulebook.answers import Answer
from kechuang.engines.rulebook.evaluate import evaluate
from kechuang.engines.rulebook.facts import FactSheet
from kechuang.engines.rulebook.packs import Clause, Pack
from kechuang.engines.rulebook.verdict import Verdict
from kechuang.engines.wording import Text

_ON, _TO = "on-", "to-"


class Rung(NamedTuple):
    """One title: ``held`` answers whether it is valid, ``climb`` what it asks, where told."""

    id: str
    name: Text
    held: Answer
    climb: Answer | None

    @property
    def is_held(self) -> bool:
        return self.held.verdict is Verdict.MET

    @property
    def is_lapsed(self) -> bool:
        """The title was granted and is no longer valid."""
        facts = (fact for reason in self.held.reason.children for fact in reason.facts)
        return self.held.verdict is Verdict.NOT_MET and any(fact.value is True for fact in facts)


def is_ladder(clause_ids: Collection[str]) -> bool:
    """Whether among the clauses of a pack there is a rung that one can climb to."""
    ways = (name.removeprefix(_TO) for name in clause_ids if name.startswith(_TO))
    return any(_ON + rung in clause_ids for rung in ways)


def climb(pack: Pack, sheet: FactSheet, *, on: date) -> tuple[Rung, ...]:
    """Every rung of the ladder ``pack``, lowest first, as ``sheet`` stands on it."""
    answers = {answer.clause_id: answer for answer in evaluate(pack, sheet, on=on)}
    return tuple(
        Rung(rung, _name(clause), answers[clause.id], answers.get(_TO + rung))
        for clause in pack.clauses
        if (rung := clause.id.removeprefix(_ON)) != clause.id
    )


def highest_held(rungs: tuple[Rung, ...]) -> Rung | None:
    """The last rung whose title is held and valid: the stage of the firm."""
    return next((rung for rung in reversed(rungs) if rung.is_held), None)


def _name(clause: Clause) -> Text:
    """The title alone, without the words before the colon."""
    zh, en = clause.title
    return Text(zh.rpartition("：")[2], en.rpartition(": ")[2])
