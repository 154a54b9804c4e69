"""What a phrase may call: ``sum``, ``mean``, ``min``, ``max``, ``count``, ``ever``, ``valid`` …"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kechuang.engines.packfile import WordingError, nearest
from kechuang.engines.rulebook.catalogue import FactDefinition, columns_of
from kechuang.engines.rulebook.terms.comparisons import COMPARE
from kechuang.engines.rulebook.terms.cursor import no_period, unexpected
from kechuang.engines.rulebook.terms.display import Value
from kechuang.engines.rulebook.terms.kinds import NUMERIC, Kind, joined, mismatch
from kechuang.engines.rulebook.terms.lists import ListFold
from kechuang.engines.rulebook.terms.periods import Period, read_period
from kechuang.engines.rulebook.terms.quantities import (
    Constant,
    Extreme,
    OverYears,
    Quantity,
    Today,
    YearEdge,
)
from kechuang.engines.rulebook.terms.statuses import (
    Certificate,
    OverPeriods,
    YearsMet,
    YearsSince,
)
from kechuang.engines.rulebook.terms.tokens import Token
from kechuang.engines.wording import Text

if TYPE_CHECKING:
    from kechuang.engines.rulebook.terms.grammar import Phrase

MOST_YEARS = 10


def _edge(phrase: Phrase, *, is_start: bool) -> YearEdge:
    return YearEdge(read_period(phrase.take().text), is_start=is_start)


def _fold(phrase: Phrase, *, is_mean: bool = False) -> Quantity:
    """``sum(rd_expense, 3)`` over years, or ``sum(contracts.paid where …)`` over a list."""
    name, _, column = phrase.take().text.partition(".")
    definition = phrase.definition(name)
    if definition.type is Kind.LIST:
        measured = _column(definition, column)
        return ListFold(definition, phrase.row_tests(columns_of(definition)), measured)
    if not definition.is_yearly:
        raise no_period(definition.name)
    phrase.expect(",")
    years = _years(phrase)
    since = phrase.definition(phrase.take().text) if phrase.takes(",") else None
    return OverYears(definition, years, since, is_mean)


def _count(phrase: Phrase) -> ListFold:
    definition = phrase.definition(phrase.take().text)
    if definition.type is not Kind.LIST:
        raise mismatch(definition.type, Kind.LIST)
    return ListFold(definition, phrase.row_tests(columns_of(definition)), None)


def _column(definition: FactDefinition, name: str) -> FactDefinition:
    columns = columns_of(definition)
    if name not in columns or columns[name].type not in NUMERIC:
        why = Text(
            f"清单“{definition.name}”没有可以相加的“{name}”一栏",
            f"the list “{definition.name}” has no column “{name}” to add up",
        )
        adding = [key for key, column in columns.items() if column.type in NUMERIC]
        raise WordingError(why, nearest(name, adding))
    return columns[name]


def _years(phrase: Phrase) -> int:
    years = phrase.take().text
    if not years.isdigit() or not 1 <= int(years) <= MOST_YEARS:
        raise unexpected(Token("literal", years), f"1–{MOST_YEARS}")
    return int(years)


def _extreme(phrase: Phrase, choose: Callable[..., Value]) -> Extreme:
    parts = [phrase.sum()]
    while phrase.takes(","):
        parts.append(phrase.sum())
        joined("+", parts[0].kind, parts[-1].kind)
    return Extreme(choose, tuple(parts), parts[0].kind)


def _over_periods(phrase: Phrase, *, is_every: bool) -> OverPeriods:
    """``ever(flag, 3)``: the last three full years; ``ever(flag, last_year, this_year)``: those."""
    definition = phrase.definition(phrase.take().text)
    if definition.type is not Kind.FLAG:
        raise mismatch(definition.type, Kind.FLAG)
    if not definition.is_yearly:
        raise no_period(definition.name)
    phrase.expect(",")
    if phrase.next.text.isdigit() and int(phrase.next.text) <= MOST_YEARS:
        periods = [Period(back=back) for back in range(1, _years(phrase) + 1)]
        return OverPeriods(definition, tuple(periods), is_every)
    periods = [read_period(phrase.take().text)]
    while phrase.takes(","):
        periods.append(read_period(phrase.take().text))
    return OverPeriods(definition, tuple(periods), is_every)


def _years_met(phrase: Phrase) -> YearsMet:
    """``years(rd_expense > 0元, 3)``: in how many of the last three years there was any."""
    definition = phrase.definition(phrase.take().text)
    if not definition.is_yearly:
        raise no_period(definition.name)
    operator = phrase.takes(*COMPARE)
    if operator is None:
        raise unexpected(phrase.next, "<= >= < > == !=")
    bound = phrase.sum()
    is_zero = isinstance(bound, Constant) and bound.amount == 0
    if definition.type not in NUMERIC or (bound.kind is not definition.type and not is_zero):
        raise mismatch(definition.type, bound.kind)
    phrase.expect(",")
    return YearsMet(definition, operator, bound, _years(phrase))


def _certificate(phrase: Phrase) -> Certificate:
    """``valid(hnte_holder, hnte_valid_until)``, on the day asked for or the third, a day."""
    held = _of_kind(phrase, Kind.FLAG)
    phrase.expect(",")
    until = _of_kind(phrase, Kind.DATE)
    at = _of_kind(phrase, Kind.DATE) if phrase.takes(",") else Today()
    return Certificate(held, until, at)


def _years_since(phrase: Phrase) -> YearsSince:
    since = _of_kind(phrase, Kind.DATE)
    return YearsSince(since, _of_kind(phrase, Kind.DATE) if phrase.takes(",") else Today())


def _of_kind(phrase: Phrase, kind: Kind) -> Quantity:
    quantity = phrase.sum()
    if quantity.kind is not kind or isinstance(quantity, Constant):
        raise mismatch(quantity.kind, kind)
    return quantity


CALLS: dict[str, Callable[[Phrase], Quantity]] = {
    "min": lambda phrase: _extreme(phrase, min),
    "max": lambda phrase: _extreme(phrase, max),
    "sum": _fold,
    "mean": lambda phrase: _fold(phrase, is_mean=True),
    "count": _count,
    "ever": lambda phrase: _over_periods(phrase, is_every=False),
    "every": lambda phrase: _over_periods(phrase, is_every=True),
    "valid": _certificate,
    "years": _years_met,
    "years_since": _years_since,
    "start_of": lambda phrase: _edge(phrase, is_start=True),
    "end_of": lambda phrase: _edge(phrase, is_start=False),
}
