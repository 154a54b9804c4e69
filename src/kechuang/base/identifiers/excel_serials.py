"""Spreadsheet date serials. The workbook's own flag says which epoch it counts from.

ECMA-376 part 1, 18.17.4.1: the 1900 system counts a 29 February 1900 that never was (serial 60).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from kechuang.base.identifiers.errors import IdentifierError
from kechuang.engines.wording import Text

PHANTOM_DAY = 60
LAST_DAY = date(9999, 12, 31)


def date_from_serial(serial: int, *, epoch: Literal[1900, 1904]) -> date:
    """The day of ``serial``: 45366 is 2024-03-15 from 1900 and 2028-03-16 from 1904."""
    if epoch == 1904:
        return _counted(serial, zero=date(1904, 1, 1), first=0)
    if serial == PHANTOM_DAY:
        raise _refusal(serial, Text("1900年没有2月29日", "1900 had no 29 February"))
    zero = date(1899, 12, 31 if serial < PHANTOM_DAY else 30)
    return _counted(serial, zero=zero, first=1)


def _counted(serial: int, *, zero: date, first: int) -> date:
    if not first <= serial <= (LAST_DAY - zero).days:
        raise _refusal(serial, Text("超出日历范围", "it is outside the calendar"))
    return zero + timedelta(days=serial)


def _refusal(serial: int, why: Text) -> IdentifierError:
    return IdentifierError(
        Text(f"日期序号 {serial} 无法采用", f"The date serial {serial} cannot be used"),
        why,
        Text("请在表格中写成日期文本", "Write the date as text in the workbook"),
    )
