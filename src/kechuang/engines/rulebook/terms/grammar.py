"""Reads expressions and tests: ``rd_expense@last_year / sales_revenue@last_year >= 5%``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kechuang.engines.packfile import WordingError, nearest
from kechuang.engines.rulebook.catalogue import FactCatalogue, FactDefinition
from kechuang.engines.rulebook.terms.comparisons import (
    COMPARE,
    Comparison,
    Test,
)
from kechuang.engines.rulebook.terms.cursor import END, Cursor, needs_period, no_period, unexpected
from kechuang.engines.rulebook.terms.kinds import NUMERIC, Kind, joined, mismatch
from kechuang.engines.rulebook.terms.literals import read_literal
from kechuang.engines.rulebook.terms.periods import Period, read_period
from kechuang.engines.rulebook.terms.qualities import FlagTest, Membership
from kechuang.engines.rulebook.terms.quantities import (
    Arithmetic,
    Constant,
    Extreme,
    FactOf,
    Named,
    OverYears,
    Quantity,
    Today,
    YearEdge,
)
from kechuang.engines.rulebook.terms.tokens import Token
from kechuang.engines.wording import Text

_REGION_FACT_SUFFIX = "region_code"
FUNCTIONS = frozenset({"min", "max", "sum", "mean", "start_of", "end_of"})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names a phrase may use: facts of the catalogue and quantities the pack defines."""

    catalogue: FactCatalogue
    defined: Mapping[str, Quantity] = field(default_factory=dict)


def parse_quantity(written: str, vocabulary: Vocabulary) -> Quantity:
    """The expression ``written``; WordingError says what cannot be read."""
    phrase = _Phrase(written, vocabulary)
    quantity = phrase.sum()
    phrase.finish()
    return quantity


def parse_test(written: str, vocabulary: Vocabulary) -> Test:
    """The test ``written``: a comparison, a flag, ``not`` flag, or ``code under [groups]``."""
    phrase = _Phrase(written, vocabulary)
    test = phrase.test()
    phrase.finish()
    return test


class _Phrase(Cursor):
    def __init__(self, written: str, vocabulary: Vocabulary) -> None:
        super().__init__(written)
        self.vocabulary = vocabulary

    def test(self) -> Test:
        is_negated = self.takes("not") is not None
        left = self.sum()
        if is_negated or self.next is END:
            return FlagTest(_flag(left), expected=not is_negated)
        if self.takes("under"):
            return self._membership(left)
        operator = self.takes(*COMPARE)
        if operator is None:
            raise unexpected(self.next, "<= >= < > == != under")
        return _compared(left, operator, self.sum())

    def _membership(self, left: Quantity) -> Membership:
        if not isinstance(left, FactOf) or left.kind is not Kind.CODE:
            raise mismatch(left.kind, Kind.CODE)
        groups = self._codes()
        return Membership(left, groups, left.definition.name.endswith(_REGION_FACT_SUFFIX))

    def _codes(self) -> tuple[str, ...]:
        if not self.takes("["):
            return (self._code(),)
        codes = [self._code()]
        while self.takes(","):
            codes.append(self._code())
        self.expect("]")
        return tuple(codes)

    def _code(self) -> str:
        token = self.take()
        if token.kind not in ("code", "literal"):
            raise unexpected(token, "C39 / 350181")
        return token.text.strip()

    def sum(self) -> Quantity:
        left = self.product()
        while operator := self.takes("+", "-"):
            left = _arithmetic(operator, left, self.product())
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
            literal = read_literal(token.text.strip())
            return Constant(literal.value, literal.kind)
        if token.kind != "name":
            raise unexpected(token, "")
        return self._named(token.text)

    def _named(self, written: str) -> Quantity:
        if written in FUNCTIONS and self.takes("("):
            return self._call(written)
        if written == "on":
            return Today()
        if written in self.vocabulary.defined:
            return Named(written, self.vocabulary.defined[written])
        name, _, period = written.partition("@")
        return FactOf(*self._fact(name, period))

    def _fact(self, name: str, period: str) -> tuple[FactDefinition, Period | None]:
        if name not in self.vocabulary.catalogue and name in self.vocabulary.defined:
            raise no_period(name)
        definition = self._definition(name)
        if definition.is_yearly and not period:
            raise needs_period(name)
        if period and not definition.is_yearly:
            raise no_period(name)
        return definition, read_period(period) if period else None

    def _definition(self, name: str) -> FactDefinition:
        catalogue = self.vocabulary.catalogue
        if name not in catalogue:
            why = Text(f"事实目录里没有“{name}”", f"the fact catalogue has no “{name}”")
            raise WordingError(why, nearest(name, [*catalogue, *self.vocabulary.defined]))
        return catalogue[name]

    def _call(self, function: str) -> Quantity:
        if function in ("start_of", "end_of"):
            edge = YearEdge(read_period(self.take().text), is_start=function == "start_of")
            self.expect(")")
            return edge
        if function in ("sum", "mean"):
            return self._over_years(is_mean=function == "mean")
        return self._extreme(function)

    def _over_years(self, *, is_mean: bool) -> OverYears:
        definition = self._definition(self.take().text)
        if not definition.is_yearly:
            raise no_period(definition.name)
        self.expect(",")
        years = self.take().text
        if not years.isdigit() or not 1 <= int(years) <= 10:
            raise unexpected(Token("literal", years), "1–10")
        since = self._definition(self.take().text) if self.takes(",") else None
        self.expect(")")
        return OverYears(definition, int(years), since, is_mean)

    def _extreme(self, function: str) -> Extreme:
        parts = [self.sum()]
        while self.takes(","):
            parts.append(self.sum())
            joined("+", parts[0].kind, parts[-1].kind)
        self.expect(")")
        return Extreme(min if function == "min" else max, tuple(parts), parts[0].kind)


def _arithmetic(operator: str, left: Quantity, right: Quantity) -> Arithmetic:
    return Arithmetic(operator, left, right, joined(operator, left.kind, right.kind))


def _compared(left: Quantity, operator: str, right: Quantity) -> Comparison:
    if left.kind != right.kind and not (_is_zero(right) and left.kind in NUMERIC):
        raise mismatch(left.kind, right.kind)
    return Comparison(left, operator, right)


def _is_zero(quantity: Quantity) -> bool:
    return isinstance(quantity, Constant) and quantity.amount == 0


def _flag(quantity: Quantity) -> FactOf:
    if not isinstance(quantity, FactOf) or quantity.kind is not Kind.FLAG:
        raise mismatch(quantity.kind, Kind.FLAG)
    return quantity
