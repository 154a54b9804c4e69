"""Random firms for given packs: values at, beside and far from what the packs compare with."""

from __future__ import annotations

import json
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from kechuang.engines.rulebook import Fact, FactSheet, Kind
from kechuang.engines.rulebook.columns.plan import Plan
from kechuang.engines.rulebook.terms.quantities import Constant
from kechuang.engines.rulebook.walking import walk_rules

CODES = {
    "region_code": ["350181", "350100", "350000", "990101", "510000", "440300", "110000"],
    "industry_code": ["C39", "C3911", "I6510", "39", "C", "H62", "F5112", "I65"],
}


LISTED = (
    [],
    [{"class": "发明专利", "core": True, "income": 300}],
    [{"class": "实用新型", "core": True, "income": 100}, {"class": "发明专利", "core": None}],
)


class Firms:
    """Draws facts that the ``plan`` reads; about one in six is not told."""

    def __init__(self, plan: Plan, seed: int) -> None:
        self.plan = plan
        self.random = Random(seed)
        self.marks = sorted(
            {
                node.amount
                for pack in plan.packs
                for clause in pack.clauses
                for rule in (clause.condition, clause.amount_rule)
                for node in walk_rules(rule)
                if isinstance(node, Constant) and isinstance(node.amount, int | Fraction)
            }
        )

    def draw(self, count: int) -> list[FactSheet]:
        return [FactSheet(f"firm {n}", self._facts()) for n in range(count)]

    def _facts(self) -> list[Fact]:
        share_told = self.random.choice([0.5, 0.85, 1.0])
        keys = sorted(self.plan.needed, key=str)
        return [
            Fact(name, self._value(name), period)
            for name, period in keys
            if self.random.random() < share_told
        ]

    def _value(self, name: str):
        definition, random = self.plan.catalogue[name], self.random
        kind = definition.type
        if kind is Kind.FLAG:
            return random.random() < 0.5
        if kind is Kind.DATE:
            return self.plan.on + timedelta(days=random.choice([-800, -366, -365, -1, 0, 1, 300]))
        if kind is Kind.LIST:
            return json.dumps(random.choice(LISTED))
        if kind in (Kind.CODE, Kind.TEXT):
            known = [key for group in definition.groups for key in group[1]]
            return random.choice(CODES.get(name) or known or ["a", "b"])
        return self._number(kind)

    def _number(self, kind: Kind) -> int:
        random = self.random
        if kind is Kind.RATIO:
            return random.choice([0, 100, 365, 500, 5_000, 10_000])
        if kind in (Kind.COUNT, Kind.DAYS):
            return random.choice([0, 1, 2, 3, 5, 6, 10, 50, 100, 365, 500])
        mark = int(random.choice(self.marks or [100]))
        near = [mark, mark - 1, mark + 1, mark * 9 // 10, mark // 2, 2 * mark]
        return random.choice([0, -mark, *near, random.randrange(1_000), random.randrange(10**11)])


def of_packs(packs, catalogue, *, on: date, seed: int, count: int) -> list[FactSheet]:
    return Firms(Plan(packs, on=on, catalogue=catalogue), seed).draw(count)
