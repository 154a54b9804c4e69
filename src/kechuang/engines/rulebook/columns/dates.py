"""The calendar column by column: dates as days since 1970, months that keep to the month's end."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kechuang.engines.rulebook.columns.ratios import Ratio, added, ratio_of, related
from kechuang.engines.rulebook.columns.sheets import EPOCH
from kechuang.engines.rulebook.columns.states import followed
from kechuang.engines.rulebook.columns.wholes import (
    Whole,
    chosen,
    column,
    compared,
    constant,
    floored,
    larger,
    minus,
    times,
)
from kechuang.engines.rulebook.terms.calendar import MONTHS_PER_YEAR, shift_months
from kechuang.engines.rulebook.terms.kinds import Kind

if TYPE_CHECKING:
    from kechuang.engines.rulebook.columns.block import Block

Days = NDArray[np.int64]
FIRST_YEAR = 1970


def date_of(day: date) -> int:
    return day.toordinal() - EPOCH


FIRST, LAST = date_of(date.min), date_of(date.max)


def years_of(days: Whole) -> Whole:
    """The calendar year of each day."""
    if isinstance(days.values, int):
        return constant(date.fromordinal(days.values + EPOCH).year)
    years = np.asarray(days.values, np.int64).astype("datetime64[D]").astype("datetime64[Y]")
    return column(years.astype(np.int64) + FIRST_YEAR)


def months_later(days: Whole, months: Whole) -> Whole:
    """As ``shift_months``, but free to leave the years from 1 to 9999."""
    if isinstance(days.values, int) and isinstance(months.values, int):
        return constant(date_of(shift_months(date.fromordinal(days.values + EPOCH), months.values)))
    day = np.asarray(days.values, np.int64).astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    target = month + np.asarray(months.values, np.int64).astype("timedelta64[M]")
    start = target.astype("datetime64[D]")
    length = (target + np.timedelta64(1, "M")).astype("datetime64[D]") - start
    moved = start + np.minimum(day - month.astype("datetime64[D]"), length - np.timedelta64(1, "D"))
    return column(moved.astype(np.int64))


def full_years(since: Whole, until: Whole) -> Whole:
    """Years completed on ``until``; none before ``since``."""
    years = minus(years_of(until), years_of(since))
    anniversary = months_later(since, _in_months(years))
    is_early = compared(anniversary, ">", until)
    if isinstance(is_early, bool):
        completed = minus(years, constant(int(is_early)))
    else:
        completed = chosen(is_early, minus(years, constant(1)), years)
    return _not_negative(completed)


def _in_months(years: Whole) -> Whole:
    return times(_not_negative(years), constant(MONTHS_PER_YEAR))


def _not_negative(number: Whole) -> Whole:
    return larger(number, constant(0))


def shifted_ratio(day: Ratio, size: Ratio, operator: str, kind: Kind, block: Block) -> Ratio:
    """``day`` moved by days or months; a day outside the calendar escapes."""
    whole = Ratio(truncated(size), constant(1), size.state)
    if operator == "-":
        whole = whole._replace(top=minus(constant(0), whole.top))
    if kind is Kind.MONTHS:
        moved = Ratio(
            months_later(day.top, whole.top), constant(1), followed(day.state, size.state)
        )
    else:
        moved = added(day, whole)
    outside = related(moved, "<", ratio_of(FIRST, block.certain)) | related(
        moved, ">", ratio_of(LAST, block.certain)
    )
    state = moved.state
    return moved._replace(state=state._replace(escaped=state.escaped | (outside & state.known)))


def truncated(size: Ratio) -> Whole:
    """The whole part, towards zero."""
    if size.bottom.is_one:
        return size.top
    down = floored(size.top, size.bottom)
    up = minus(constant(0), floored(minus(constant(0), size.top), size.bottom))
    is_negative = compared(size.top, "<", constant(0))
    if isinstance(is_negative, bool):
        return up if is_negative else down
    return chosen(is_negative, up, down)
