"""What a run asks: all clauses together, so that what several policies ask is computed once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from kechuang.engines.rulebook.catalogue import FactDefinition
from kechuang.engines.rulebook.cohorts import ranking_rules
from kechuang.engines.rulebook.needs import Needed, asked_by, facts_needed
from kechuang.engines.rulebook.packs import Pack
from kechuang.engines.rulebook.terms.comparisons import Comparison, Test
from kechuang.engines.rulebook.terms.qualities import FlagTest, Membership
from kechuang.engines.rulebook.terms.windows import Window
from kechuang.engines.rulebook.walking import parts_of, walk_rules

_TESTS = (Comparison, FlagTest, Membership, Window)


class Plan:
    """Every rule of ``packs`` with a number; equal rules, wherever they stand, have the same.

    ``tests`` are ordered by the facts they read, so that a column is used while it is at hand.
    ``shared`` are the numbers of the rules that stand in more than one place. ``ranking`` are the
    rules that rank a firm among others.
    """

    def __init__(
        self, packs: Iterable[Pack], *, on: date, catalogue: Mapping[str, FactDefinition]
    ) -> None:
        self.packs = tuple(packs)
        self.on = on
        self.catalogue = catalogue
        self.needed = facts_needed(self.packs, on=on)
        self._numbers: dict[tuple[type, object], int] = {}
        self._by_identity: dict[int, int] = {}
        uses = Counter(self._number(rule) for rule in self._rules())
        self.shared = frozenset(number for number, count in uses.items() if count > 1)
        self.tests = self._ordered_tests()
        self.ranking = ranking_rules(self.packs)

    def number_of(self, rule: object) -> int:
        return self._by_identity[id(rule)]

    def _rules(self) -> Iterable[object]:
        for pack in self.packs:
            for clause in pack.clauses:
                yield from walk_rules(clause.condition)
                yield from walk_rules(clause.amount_rule)

    def _number(self, rule: object) -> int:
        number = self._numbers.setdefault((type(rule), rule), len(self._numbers))
        self._by_identity[id(rule)] = number
        return number

    def _ordered_tests(self) -> tuple[Test, ...]:
        """The tests of conditions; those inside quantities and amounts are asked where needed."""
        tests = {
            self.number_of(test): test
            for pack in self.packs
            for clause in pack.clauses
            for test in _tests_in(clause.condition)
        }
        return tuple(sorted(tests.values(), key=self._facts_of))

    def _facts_of(self, test: Test) -> list[tuple[str, str]]:
        asked = {need for node in walk_rules(test) for need in asked_by(node, self.on)}
        return sorted((name, period or "") for name, period in asked)


def _tests_in(rule: object) -> Iterable[Test]:
    if isinstance(rule, _TESTS):
        yield rule
        return
    for part in parts_of(rule):
        yield from _tests_in(part)


def columns_needed(plan: Plan) -> tuple[Needed, ...]:
    """The facts that the plan can read, in a fixed order."""
    return tuple(sorted(plan.needed, key=lambda need: (need[0], need[1] or "")))
