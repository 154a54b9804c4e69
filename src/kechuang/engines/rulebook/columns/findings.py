"""Tests column by column: met, not met, unknown."""

from __future__ import annotations

from datetime import date
from functools import lru_cache, singledispatch
from typing import TYPE_CHECKING

import numpy as np

from kechuang.engines.rulebook.columns.planes import Plane, packed, union
from kechuang.engines.rulebook.columns.quantities import Truth, Worded
from kechuang.engines.rulebook.columns.ratios import Ratio, related
from kechuang.engines.rulebook.columns.states import Found, State, either, followed
from kechuang.engines.rulebook.facts import Fact, FactSheet
from kechuang.engines.rulebook.inquiry import Inquiry
from kechuang.engines.rulebook.reading.force import InForce
from kechuang.engines.rulebook.terms.comparisons import Comparison
from kechuang.engines.rulebook.terms.qualities import FlagTest, Membership
from kechuang.engines.rulebook.terms.windows import Window
from kechuang.engines.rulebook.verdict import Verdict

if TYPE_CHECKING:
    from kechuang.engines.rulebook.columns.block import Block

FEW_WORDS = 64


@singledispatch
def find(test: object, block: Block) -> Found:
    """What ``test`` says of every firm of ``block``; a test without a reader escapes."""
    return _beyond(block)


def _beyond(block: Block) -> Found:
    return Found(block.none, block.none, block.none, block.none, block.full)


@find.register(Comparison)
def _comparison(test: Comparison, block: Block) -> Found:
    left, right = block.value(test.left), block.value(test.right)
    state = followed(left.state, right.state)
    if not isinstance(left, Ratio) or not isinstance(right, Ratio):
        return _undecided(state, state.known, block)
    holds = related(left, test.operator, right)
    found = _undecided(state, block.none, block)
    return found._replace(met=holds & state.known, not_met=state.known & ~holds)


def _undecided(state: State, beyond: Plane, block: Block) -> Found:
    """Where nothing is known: a fact to collect, or a person to decide."""
    unknown = ~state.known & state.lacking
    return Found(block.none, block.none, unknown, state.lacking, either(state.escaped, beyond))


@find.register(Window)
def _window(test: Window, block: Block) -> Found:
    """One end that is missed settles it; where nothing can be computed, nothing is settled."""
    parts = [block.value(part) for part in (test.quantity, test.low, test.high)]
    have, low, high = (part for part in parts if isinstance(part, Ratio))
    state = followed(followed(have.state, low.state), high.state)
    missed = related(have, "<", low) & have.state.known & low.state.known
    missed |= related(have, ">", high) & have.state.known & high.state.known
    missed &= ~state.raised
    met = state.known & ~missed
    unknown = ~met & ~missed & (state.lacking | ~state.raised)
    return Found(met, missed, unknown, state.lacking, state.escaped)


@find.register(FlagTest)
def _flag(test: FlagTest, block: Block) -> Found:
    told = block.value(test.fact)
    if not isinstance(told, Truth):
        return _beyond(block)
    yes, no = told.yes, told.state.known & ~told.yes
    met, not_met = (yes, no) if test.expected else (no, yes)
    state = told.state
    return Found(met, not_met, ~state.known, state.lacking, state.escaped | state.raised)


@find.register(Membership)
def _membership(test: Membership, block: Block) -> Found:
    """Each code that occurs is asked once, of the explaining evaluator."""
    told = block.value(test.fact)
    if not isinstance(told, Worded):
        return _beyond(block)
    verdicts = _verdicts(test, told.told, block.on)
    met, not_met = (_where(told, verdicts, one, block) for one in (Verdict.MET, Verdict.NOT_MET))
    known = told.state.known
    unknown = ~((met | not_met) & known)
    return Found(met & known, not_met & known, unknown, unknown, told.state.escaped)


@lru_cache(maxsize=1_024)
def _verdicts(test: Membership, words: tuple[str, ...], on: date) -> tuple[Verdict, ...]:
    definition, period = test.fact.definition, test.fact.period
    facts = (Fact(definition.name, word, period.name(on) if period else None) for word in words)
    return tuple(test.find(Inquiry(FactSheet("", [one]), on)).verdict for one in facts)


def _where(told: Worded, verdicts: tuple[Verdict, ...], wanted: Verdict, block: Block) -> Plane:
    if len(verdicts) <= FEW_WORDS:
        planes = zip(block.spelled(told), verdicts, strict=True)
        return union((plane for plane, verdict in planes if verdict is wanted), block.none)
    answers = np.array([verdict is wanted for verdict in verdicts], np.bool_)
    return packed(answers.take(told.places))


@find.register(InForce)
def _in_force(test: InForce, block: Block) -> Found:
    is_met = test.find(block.nobody).verdict is Verdict.MET
    met, not_met = (block.full, block.none) if is_met else (block.none, block.full)
    return Found(met, not_met, block.none, block.none, block.none)
