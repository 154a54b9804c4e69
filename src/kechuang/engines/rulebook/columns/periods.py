"""Quantities over several fiscal years, and lists, column by column."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from kechuang.engines.rulebook.columns.dates import years_of
from kechuang.engines.rulebook.columns.planes import Plane, common, union
from kechuang.engines.rulebook.columns.quantities import (
    Measured,
    Truth,
    Worded,
    escaped,
    fact,
    measure,
)
from kechuang.engines.rulebook.columns.ratios import (
    Ratio,
    added,
    divided,
    picked_ratio,
    ratio_of,
    related,
)
from kechuang.engines.rulebook.columns.states import State, followed
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.terms.lists import ListFold
from kechuang.engines.rulebook.terms.quantities import OverYears
from kechuang.engines.rulebook.terms.statuses import OverPeriods

if TYPE_CHECKING:
    from kechuang.engines.rulebook.columns.block import Block


@measure.register(OverYears)
def _over_years(quantity: OverYears, block: Block) -> Measured:
    """Years before that of ``since`` count for nothing, whether they are known or not."""
    last = block.on.year - 1
    years = range(last - quantity.years + 1, last + 1)
    since = _year_since(quantity, block)
    terms = [_term(quantity, year, since, block) for year in years]
    total = reduce(added, terms, ratio_of(0, since.state if since else block.certain))
    if not quantity.is_mean:
        return total
    counts = [_counts(year, since, block) for year in years]
    count = reduce(added, (_as_number(rows, block) for rows in counts))
    return divided(total, count)


def _year_since(quantity: OverYears, block: Block) -> Ratio | None:
    if quantity.since is None:
        return None
    told = fact(quantity.since.name, None, Kind.DATE, block)
    return told._replace(top=years_of(told.top)) if isinstance(told, Ratio) else escaped(block)


def _counts(year: int, since: Ratio | None, block: Block) -> Plane:
    if since is None:
        return block.full
    return related(since, "<=", ratio_of(year, block.certain)) & since.state.known


def _term(quantity: OverYears, year: int, since: Ratio | None, block: Block) -> Ratio:
    told = fact(quantity.definition.name, str(year), quantity.kind, block)
    if not isinstance(told, Ratio):
        return escaped(block)
    if since is None:
        return told
    return picked_ratio(_counts(year, since, block), told, ratio_of(0, block.certain))


def _as_number(rows: Plane, block: Block) -> Ratio:
    return picked_ratio(rows, ratio_of(1, block.certain), ratio_of(0, block.certain))


@measure.register(OverPeriods)
def _over_periods(quantity: OverPeriods, block: Block) -> Measured:
    names = [period.name(block.on) for period in quantity.periods]
    told = [fact(quantity.definition.name, name, Kind.FLAG, block) for name in names]
    flags = [one for one in told if isinstance(one, Truth)]
    raised = [one.yes for one in flags]
    lowered = [one.state.known & ~one.yes for one in flags]
    if quantity.is_every:
        yes, no = common(raised, block.full), union(lowered, block.none)
    else:
        yes, no = union(raised, block.none), common(lowered, block.full)
    state = reduce(followed, (one.state for one in flags))
    return Truth(yes, state._replace(known=yes | no))


@measure.register(ListFold)
def _list(quantity: ListFold, block: Block) -> Measured:
    """A list that somebody told is read by the explaining evaluator."""
    told = fact(quantity.definition.name, None, Kind.LIST, block)
    known = told.state.known if isinstance(told, Worded) else block.full
    return ratio_of(0, State(block.none, block.none, ~known, known))
