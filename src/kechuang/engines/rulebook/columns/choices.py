"""Quantities that depend on a case or on a date, column by column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kechuang.engines.rulebook.columns.dates import date_of
from kechuang.engines.rulebook.columns.guards import decide
from kechuang.engines.rulebook.columns.planes import Plane, picked
from kechuang.engines.rulebook.columns.quantities import Measured, measure, number
from kechuang.engines.rulebook.columns.ratios import Ratio, picked_ratio, ratio_of, related
from kechuang.engines.rulebook.columns.states import State
from kechuang.engines.rulebook.terms.choices import Cases, Dated
from kechuang.engines.rulebook.terms.quantities import Quantity

if TYPE_CHECKING:
    from kechuang.engines.rulebook.columns.block import Block


@measure.register(Cases)
def _cases(quantity: Cases, block: Block) -> Measured:
    """From the last branch up to the first. A guard that a person decides escapes: what the
    explaining evaluator makes of it depends on what was missed before.
    """
    value = number(quantity.otherwise, block)
    for branch in reversed(quantity.branches):
        found = decide(branch.guard, block)
        taken = _branch(branch.quantity, block)
        value = picked_ratio(found.met, taken, value)
        value = _while_decided(value, found.unknown, found.possible | found.escaped, block)
        value = value._replace(state=_after(value.state, found.lacking))
    return value


def _branch(quantity: Quantity | None, block: Block) -> Ratio:
    if quantity is None:
        return ratio_of(0, State(block.none, block.full, block.none, block.none))
    return number(quantity, block)


def _while_decided(value: Ratio, unknown: Plane, unclear: Plane, block: Block) -> Ratio:
    """The guard's own word where it does not tell: nothing known, or beyond the columns."""
    state = value.state
    return value._replace(
        state=State(
            state.known & ~unknown & ~unclear,
            state.raised & ~unknown & ~unclear,
            picked(unknown, block.full, state.lacking),
            picked(unknown, block.none, state.escaped) | unclear,
        )
    )


def _after(state: State, lacking: Plane) -> State:
    """What a guard missed on the way was missed, too."""
    return state._replace(lacking=state.lacking | lacking)


@measure.register(Dated)
def _dated(quantity: Dated, block: Block) -> Measured:
    """The newest version in force; before the first there is none to compute with."""
    at = number(quantity.at, block)
    value = _branch(None, block)
    for version in quantity.versions:
        begun = related(at, ">=", ratio_of(date_of(version.valid_from), block.certain))
        value = picked_ratio(begun, number(version.quantity, block), value)
    told, day = value.state, at.state
    state = State(
        told.known & day.known,
        (told.raised & day.known) | day.raised,
        day.lacking | (told.lacking & day.known),
        day.escaped | (told.escaped & day.known),
    )
    return value._replace(state=state)
