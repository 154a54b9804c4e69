"""How a test goes on after its first quantity: ``<= 500``, ``under C39``, ``within 3年``, …"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kechuang.engines.rulebook.terms.comparisons import COMPARE, Comparison, Test
from kechuang.engines.rulebook.terms.cursor import END, unexpected
from kechuang.engines.rulebook.terms.groups import membership_of
from kechuang.engines.rulebook.terms.kinds import NUMERIC, Kind, mismatch
from kechuang.engines.rulebook.terms.periods import read_period
from kechuang.engines.rulebook.terms.qualities import FlagTest, Membership
from kechuang.engines.rulebook.terms.quantities import (
    Arithmetic,
    Constant,
    FactOf,
    Quantity,
    Today,
    YearEdge,
)
from kechuang.engines.rulebook.terms.units import refuse_other_unit
from kechuang.engines.rulebook.terms.windows import Window

if TYPE_CHECKING:
    from kechuang.engines.rulebook.terms.grammar import Phrase


def finish_test(phrase: Phrase, left: Quantity, *, is_negated: bool) -> Test:
    """The test that begins with ``left``; WordingError when it goes on with nothing known."""
    if is_negated or phrase.next is END or phrase.next.text in ("and", ")"):
        return FlagTest(_flag(left), expected=not is_negated)
    if phrase.takes("under"):
        return _membership(phrase, left)
    if phrase.takes("within"):
        return _within(phrase, left)
    if phrase.takes("between"):
        low = phrase.sum()
        phrase.expect("and")
        return _window(left, low, phrase.sum())
    if phrase.takes("in"):
        return _in_years(phrase, left)
    operator = phrase.takes(*COMPARE)
    if operator is None:
        raise unexpected(phrase.next, "<= >= < > == != under within between in")
    return _compared(left, operator, phrase.sum())


def _membership(phrase: Phrase, left: Quantity) -> Membership:
    if not isinstance(left, FactOf) or left.kind is not Kind.CODE:
        raise mismatch(left.kind, Kind.CODE)
    return membership_of(left, _codes(phrase))


def _codes(phrase: Phrase) -> tuple[str, ...]:
    if not phrase.takes("["):
        return (_code(phrase),)
    codes = [_code(phrase)]
    while phrase.takes(","):
        codes.append(_code(phrase))
    phrase.expect("]")
    return tuple(codes)


def _code(phrase: Phrase) -> str:
    token = phrase.take()
    if token.kind not in ("code", "literal", "word", "name"):
        raise unexpected(token, "C39 / 350181")
    return token.text.strip()


def _within(phrase: Phrase, left: Quantity) -> Window:
    """``within 3年``: from three years before the day asked for up to that day."""
    span, today = phrase.sum(), Today()
    if left.kind is not Kind.DATE or span.kind not in (Kind.MONTHS, Kind.DAYS):
        raise mismatch(left.kind if left.kind is not Kind.DATE else span.kind, Kind.DATE)
    return Window(left, Arithmetic("-", today, span, Kind.DATE), today)


def _in_years(phrase: Phrase, left: Quantity) -> Window:
    """``in last_year`` or ``in previous_year to this_year``: first day to last day."""
    if left.kind is not Kind.DATE:
        raise mismatch(left.kind, Kind.DATE)
    first = last = read_period(phrase.take().text)
    if phrase.takes("to"):
        last = read_period(phrase.take().text)
    return Window(left, YearEdge(first, is_start=True), YearEdge(last, is_start=False))


def _window(left: Quantity, low: Quantity, high: Quantity) -> Window:
    for end in (low, high):
        _compared(left, ">=", end)
    if left.kind not in (*NUMERIC, Kind.DATE):
        raise mismatch(left.kind, Kind.DATE)
    return Window(left, low, high)


def _compared(left: Quantity, operator: str, right: Quantity) -> Comparison:
    if left.kind != right.kind and not (_is_zero(right) and left.kind in NUMERIC):
        raise mismatch(left.kind, right.kind)
    refuse_other_unit(left, right)
    return Comparison(left, operator, right)


def _is_zero(quantity: Quantity) -> bool:
    return isinstance(quantity, Constant) and quantity.amount == 0


def _flag(quantity: Quantity) -> Quantity:
    if quantity.kind is not Kind.FLAG:
        raise mismatch(quantity.kind, Kind.FLAG)
    return quantity
