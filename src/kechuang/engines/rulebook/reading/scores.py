"""Reads scores: items, their options, their bands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kechuang.engines.packfile import Located
from kechuang.engines.rulebook.reading.bands import read_bands
from kechuang.engines.rulebook.reading.phrases import read_guard, read_quantity
from kechuang.engines.rulebook.reading.points import read_points
from kechuang.engines.rulebook.rules.heads import Head
from kechuang.engines.rulebook.rules.marks import Mark
from kechuang.engines.rulebook.rules.options import Banded, ByCase, Case, Judged, Option
from kechuang.engines.rulebook.rules.scores import Item, ScoreCondition, Section
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.terms.quantities import FactOf
from kechuang.engines.wording import Text

if TYPE_CHECKING:
    from kechuang.engines.rulebook.reading.conditions import ConditionReader

_HEAD = frozenset({"id", "label", "article", "evidence"})
_OPTION = frozenset({"of", "bands", "cases", "points"})
_KEYS = _HEAD | _OPTION | {"best_of", "given", "pass", "items", "most"}


def read_score(part: Located, head: Head, reader: ConditionReader) -> ScoreCondition:
    part.only(frozenset({"pass", "most", "items"}))
    items = tuple(_read_item(item, head.article, reader) for item in part.need("items").some)
    return ScoreCondition(head, items, _read_mark(part.need("pass")), part.need("most").whole())


def _read_mark(part: Located) -> Mark:
    return Mark(part.whole())


def _read_item(part: Located, inherited: Text, reader: ConditionReader) -> Item | Section:
    part.only(_KEYS)
    head = reader.head(part, inherited)
    passing = part.get("pass")
    required = _read_mark(passing) if passing else None
    if "items" in part:
        items = tuple(_read_item(item, head.article, reader) for item in part.need("items").some)
        return Section(head, items, part.need("most").whole(), required)
    alternatives = part.get("best_of")
    listed = alternatives.some if alternatives else [part]
    options = tuple(_read_option(option, reader) for option in listed)
    return Item(head, options, _read_given(part, reader), required)


def _read_given(part: Located, reader: ConditionReader) -> FactOf | None:
    given = part.get("given")
    if given is None:
        return None
    fact = read_quantity(given, reader.vocabulary)
    if not isinstance(fact, FactOf) or fact.kind is not Kind.COUNT:
        given.refuse(
            Text("given 须是一个数量事实", "given must name a count"),
            Text("请写专家评分的事实名", "name the fact that holds the experts' score"),
        )
    return fact


def _read_option(part: Located, reader: ConditionReader) -> Option:
    if part.get("of"):
        quantity = read_quantity(part.need("of"), reader.vocabulary)
        return Banded(quantity, read_bands(part.need("bands"), quantity.kind))
    if part.get("cases"):
        return _read_cases(part.need("cases"), reader)
    return Judged(read_points(part.need("points")))


def _read_cases(part: Located, reader: ConditionReader) -> ByCase:
    *cases, last = part.items or [part]
    read = tuple(
        Case(read_guard(case.need("when"), reader.vocabulary), read_points(case.need("points")))
        for case in cases
    )
    return ByCase(read, read_points(last.need("otherwise")))
