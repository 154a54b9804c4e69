"""Certificates and full years, column by column."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from kechuang.engines.rulebook.columns.dates import full_years
from kechuang.engines.rulebook.columns.quantities import Measured, Truth, escaped, measure, number
from kechuang.engines.rulebook.columns.ratios import Ratio, related
from kechuang.engines.rulebook.columns.states import followed
from kechuang.engines.rulebook.columns.wholes import constant
from kechuang.engines.rulebook.terms.statuses import Certificate, YearsSince

if TYPE_CHECKING:
    from kechuang.engines.rulebook.columns.block import Block


@measure.register(Certificate)
def _certificate(quantity: Certificate, block: Block) -> Measured:
    """Not held, or run out: no, whatever else is unknown. What cannot be computed escapes."""
    held = block.value(quantity.held)
    if not isinstance(held, Truth):
        return escaped(block)
    until, at = number(quantity.valid_until, block), number(quantity.at, block)
    dated = until.state.known & at.state.known
    is_over = related(until, "<", at) & dated
    no = (held.state.known & ~held.yes) | is_over
    yes = held.yes & dated & ~no
    state = reduce(followed, (held.state, until.state, at.state))
    state = state._replace(known=yes | no, escaped=state.escaped | state.raised)
    return Truth(yes, state)


@measure.register(YearsSince)
def _years_since(quantity: YearsSince, block: Block) -> Measured:
    since, until = number(quantity.since, block), number(quantity.until, block)
    years = full_years(since.top, until.top)
    return Ratio(years, constant(1), followed(since.state, until.state))
