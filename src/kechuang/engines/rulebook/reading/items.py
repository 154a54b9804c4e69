"""Reads scored items: their options, their weights, what experts gave, their own mark."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kechuang.engines.packfile import Located
from kechuang.engines.rulebook.reading.options import OPTION_KEYS, read_option
from kechuang.engines.rulebook.reading.words import read_quantity
from kechuang.engines.rulebook.rules.items import Deduction, Item, Section
from kechuang.engines.rulebook.rules.marks import Mark
from kechuang.engines.rulebook.rules.options import Option
from kechuang.engines.rulebook.rules.stages import ONLY, Weights
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.terms.quantities import FactOf
from kechuang.engines.wording import Text

if TYPE_CHECKING:
    from kechuang.engines.rulebook.reading.conditions import ConditionReader

_HEAD = frozenset({"id", "label", "article", "evidence"})
SCORED_KEYS = _HEAD | OPTION_KEYS | {"best_of", "given", "pass", "items", "most", "weight"}


class ItemReader:
    """Reads the items of one score, whose ``stages`` may each weigh them differently."""

    def __init__(self, reader: ConditionReader, stages: tuple[str, ...], decimals: int) -> None:
        self.reader, self.stages, self.decimals = reader, stages, decimals

    def read(self, part: Located, inherited: Text) -> Item | Section:
        part.only(SCORED_KEYS)
        if "items" not in part:
            return self._item(part, inherited)
        head = self.reader.head(part, inherited)
        items = tuple(self.read(item, head.article) for item in part.need("items").some)
        return Section(head, items, part.need("most").whole(), _read_mark(part))

    def deduction(self, part: Located, inherited: Text) -> Deduction:
        part.only(SCORED_KEYS - {"items", "most", "pass", "weight"})
        return Deduction(self._item(part, inherited))

    def _item(self, part: Located, inherited: Text) -> Item:
        head = self.reader.head(part, inherited)
        alternatives = part.get("best_of")
        listed = alternatives.some if alternatives else [part]
        options = tuple(
            read_option(option, self.reader.vocabulary, key=head.id, decimals=self.decimals)
            for option in listed
        )
        weight = part.get("weight")
        return Item(
            head,
            options,
            self._given(part),
            _read_mark(part),
            self._weights(weight, options) if weight else None,
        )

    def _given(self, part: Located) -> FactOf | None:
        given = part.get("given")
        if given is None:
            return None
        fact = read_quantity(given, self.reader.vocabulary)
        if not isinstance(fact, FactOf) or fact.kind is not Kind.COUNT:
            given.refuse(
                Text("given 须是一个数量事实", "given must name a count"),
                Text("请写专家评分的事实名", "name the fact that holds the experts' score"),
            )
        return fact

    def _weights(self, part: Located, options: tuple[Option, ...]) -> Weights:
        """One weight, or one for each stage; full marks of the item earn all of it."""
        greatest = max(int(option.greatest) for option in options)
        if greatest <= 0:
            part.refuse(
                Text("这一项最高得零分，无法加权", "the item earns nothing to be weighted"),
                Text("请检查各档分值", "check the points of its bands"),
            )
        if not isinstance(part.value, dict):
            stages = self.stages or (ONLY,)
            every = Fraction(part.whole())
            return Weights(tuple((stage, every) for stage in stages), greatest, self.decimals)
        if set(part.fields) != set(self.stages):
            named = "、".join(self.stages) or "—"
            part.refuse(
                Text(f"权重须恰好写明各阶段：{named}", f"give each stage its weight: {named}"),
                Text("不分阶段时写一个整数", "without stages write one whole number"),
            )
        told = tuple((stage, Fraction(one.whole())) for stage, one in part.fields.items())
        return Weights(told, greatest, self.decimals)


def _read_mark(part: Located) -> Mark | None:
    passing = part.get("pass")
    return Mark(passing.whole()) if passing else None
