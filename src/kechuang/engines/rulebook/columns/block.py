"""A block: some firms of a run, few enough to stay in the cache, and what was computed of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from kechuang.engines.rulebook.columns.conditions import check
from kechuang.engines.rulebook.columns.findings import find
from kechuang.engines.rulebook.columns.frames import Column, Frame, Standing
from kechuang.engines.rulebook.columns.plan import Plan
from kechuang.engines.rulebook.columns.planes import Plane, Positions, nothing, packed
from kechuang.engines.rulebook.columns.quantities import Measured, Worded, measure
from kechuang.engines.rulebook.columns.scores import Scored, score
from kechuang.engines.rulebook.columns.states import Found, State
from kechuang.engines.rulebook.facts import FactSheet
from kechuang.engines.rulebook.inquiry import Inquiry
from kechuang.engines.rulebook.needs import Needed
from kechuang.engines.rulebook.rules.conditions import Condition
from kechuang.engines.rulebook.rules.scales import Percentile
from kechuang.engines.rulebook.rules.scores import ScoreCondition
from kechuang.engines.rulebook.terms.comparisons import Test
from kechuang.engines.rulebook.terms.quantities import Quantity

Rule = TypeVar("Rule")
Told = TypeVar("Told")


class Block:
    """Values, findings and scores, each computed once, whoever asks.

    ``nobody`` asks what no fact has to answer: constants, dates of the calendar, validity.
    """

    def __init__(self, plan: Plan, frame: Frame) -> None:
        self.plan = plan
        self.frame = frame
        self.on = plan.on
        self.nobody = Inquiry(FactSheet("", []), plan.on)
        self.none = nothing(frame.size)
        self.full = ~self.none
        self.told = frame.told
        self.certain = State(self.full, self.none, self.none, self.none, is_certain=True)
        self.untold = State(self.none, self.none, self.full, self.none)
        self.beyond = State(self.none, self.none, self.none, self.full)
        self._values: dict[int, Measured] = {}
        self._found: dict[int, Found] = {}
        self._checked: dict[int, Found] = {}
        self._scored: dict[int, Scored] = {}
        self._spelled: dict[int, tuple[Plane, ...]] = {}

    def column(self, key: Needed) -> Column | None:
        return self.frame.columns.get(key)

    def value(self, quantity: Quantity) -> Measured:
        if self.plan.number_of(quantity) not in self.plan.shared:
            return measure(quantity, self)
        return self._once(self._values, quantity, measure)

    def find(self, test: Test) -> Found:
        return self._once(self._found, test, find)

    def check(self, condition: Condition) -> Found:
        return self._once(self._checked, condition, check)

    def score(self, condition: ScoreCondition) -> Scored:
        return self._once(self._scored, condition, score)

    def spelled(self, words: Worded) -> tuple[Plane, ...]:
        """Where each of a few words stands."""
        key = id(words.places)
        if key not in self._spelled:
            rows = (words.places == place for place in range(len(words.told)))
            self._spelled[key] = tuple(packed(row) for row in rows)
        return self._spelled[key]

    def standing(self, rule: Percentile) -> Standing | None:
        """None when the run has gathered no cohorts."""
        standings = self.frame.standings
        return standings[self.plan.ranking.index(rule)] if standings else None

    def _once(self, known: dict[int, Told], rule: Rule, ask: Callable[[Rule, Block], Told]) -> Told:
        number = self.plan.number_of(rule)
        told = known.get(number)
        if told is None:
            told = known[number] = ask(rule, self)
        return told

    def narrowed(self, places: Positions) -> Block:
        """A block of only the firms at ``places``."""
        return Block(self.plan, self.frame.taken(places))
