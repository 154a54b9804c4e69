"""Fiscal years as a rule names them: last_year, previous_year, year-3, 2025."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from kechuang.engines.packfile import WordingError, nearest
from kechuang.engines.wording import Text

_OFFSETS = {"this_year": 0, "last_year": 1, "previous_year": 2}
_RELATIVE = re.compile(r"year-(\d)")


class Period(NamedTuple):
    """``back`` years before the year of the question, or the ``fixed`` year."""

    back: int = 0
    fixed: int | None = None

    def year(self, on: date) -> int:
        return on.year - self.back if self.fixed is None else self.fixed

    def name(self, on: date) -> str:
        return str(self.year(on))


def read_period(written: str) -> Period:
    if written in _OFFSETS:
        return Period(back=_OFFSETS[written])
    relative = _RELATIVE.fullmatch(written)
    if relative:
        return Period(back=int(relative[1]))
    if written.isdigit() and len(written) == 4:
        return Period(fixed=int(written))
    why = Text(f"没有年度“{written}”", f"no such year “{written}”")
    raise WordingError(why, nearest(written, [*_OFFSETS, "year-3", "2025"]))
