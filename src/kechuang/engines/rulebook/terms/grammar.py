"""Reads expressions and tests: ``rd_expense@last_year / sales_revenue@last_year >= 5%``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kechuang.engines.packfile import WordingError, nearest
from kechuang.engines.rulebook.catalogue import FactCatalogue, FactDefinition
from kechuang.engines.rulebook.terms.calls import CALLS
from kechuang.engines.rulebook.terms.comparisons import Test
from kechuang.engines.rulebook.terms.cursor import Cursor, needs_period, no_period, unexpected
from kechuang.engines.rulebook.terms.kinds import joined
from kechuang.engines.rulebook.terms.leaves import finish_test
from kechuang.engines.rulebook.terms.literals import read_literal
from kechuang.engines.rulebook.terms.periods import Period, read_period
from kechuang.engines.rulebook.terms.quantities import (
    Arithmetic,
    Constant,
    FactOf,
    Named,
    Quantity,
    Today,
)
from kechuang.engines.rulebook.terms.units import refuse_other_unit
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names a phrase may use: facts of the catalogue and quantities the pack defines.

    ``columns`` are those of the list whose rows the phrase is about; ``policies`` are clauses of
    other packs whose result a condition may ask for; ``later`` are names defined further below.
    """

    catalogue: FactCatalogue
    defined: Mapping[str, Quantity] = field(default_factory=dict)
    columns: Mapping[str, FactDefinition] = field(default_factory=dict)
    policies: Mapping[str, object] = field(default_factory=dict)
    later: frozenset[str] = frozenset()


def parse_quantity(written: str, vocabulary: Vocabulary) -> Quantity:
    """The expression ``written``; WordingError says what cannot be read."""
    phrase = Phrase(written, vocabulary)
    quantity = phrase.sum()
    phrase.finish()
    return quantity


def parse_test(written: str, vocabulary: Vocabulary) -> Test:
    """The test ``written``: a comparison, a flag, ``not`` flag, or ``code under [groups]``."""
    phrase = Phrase(written, vocabulary)
    test = phrase.test()
    phrase.finish()
    return test


class Phrase(Cursor):
    def __init__(self, written: str, vocabulary: Vocabulary) -> None:
        super().__init__(written)
        self.vocabulary = vocabulary

    def test(self) -> Test:
        is_negated = self.takes("not") is not None
        return finish_test(self, self.sum(), is_negated=is_negated)

    def row_tests(self, columns: Mapping[str, FactDefinition]) -> tuple[Test, ...]:
        """``where class under Ⅰ类 and valid_until >= on``: tests of one row; none without it."""
        if not self.takes("where"):
            return ()
        outside = self.vocabulary
        self.vocabulary = replace(outside, columns=columns)
        tests = [self.test()]
        while self.takes("and"):
            tests.append(self.test())
        self.vocabulary = outside
        return tuple(tests)

    def sum(self) -> Quantity:
        left = self.product()
        while operator := self.takes("+", "-"):
            right = self.product()
            refuse_other_unit(left, right)
            left = _arithmetic(operator, left, right)
        return left

    def product(self) -> Quantity:
        left = self.atom()
        while operator := self.takes("*", "/"):
            left = _arithmetic(operator, left, self.atom())
        return left

    def atom(self) -> Quantity:
        token = self.take()
        if token.text == "(":
            inner = self.sum()
            self.expect(")")
            return inner
        if token.kind in ("literal", "date"):
            return Constant(*read_literal(token.text.strip()))
        if token.kind != "name":
            raise unexpected(token, "")
        return self._named(token.text)

    def _named(self, written: str) -> Quantity:
        if written in CALLS and self.takes("("):
            called = CALLS[written](self)
            self.expect(")")
            return called
        if written == "on":
            return Today()
        if written in self.vocabulary.columns:
            return FactOf(self.vocabulary.columns[written], None)
        if written in self.vocabulary.defined:
            return Named(written, self.vocabulary.defined[written])
        name, _, period = written.partition("@")
        return FactOf(*self._fact(name, period))

    def _fact(self, name: str, period: str) -> tuple[FactDefinition, Period | None]:
        if name not in self.vocabulary.catalogue and name in self.vocabulary.defined:
            raise no_period(name)
        definition = self.definition(name)
        if definition.is_yearly and not period:
            raise needs_period(name)
        if period and not definition.is_yearly:
            raise no_period(name)
        return definition, read_period(period) if period else None

    def definition(self, name: str) -> FactDefinition:
        """The column or fact called ``name``; WordingError with the nearest name."""
        catalogue, columns = self.vocabulary.catalogue, self.vocabulary.columns
        if name in columns:
            return columns[name]
        if name in self.vocabulary.later:
            raise WordingError(
                Text(f"“{name}”定义在后面或成环", f"“{name}” is defined below, or in a circle"),
                Text("请移到前面，不要互相引用", "move it up; definitions form no circle"),
            )
        if name not in catalogue:
            why = Text(f"事实目录里没有“{name}”", f"the fact catalogue has no “{name}”")
            raise WordingError(why, nearest(name, [*catalogue, *self.vocabulary.defined, *columns]))
        return catalogue[name]


def _arithmetic(operator: str, left: Quantity, right: Quantity) -> Arithmetic:
    return Arithmetic(operator, left, right, joined(operator, left.kind, right.kind))
