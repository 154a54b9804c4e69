"""One cell value as the text people see."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

# C0/C1 controls, soft hyphen, zero-width and bidirectional marks, lone surrogates, noncharacters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
EXCEL_DIGITS = 15


def without_invisible(text: str) -> str:
    """``text`` without characters nobody can see (they survive NFKC and break comparisons)."""
    return _INVISIBLE.sub("", text)


def cell_text(value: object) -> str:
    """Plain decimal numbers (15 digits, as Excel shows), ISO dates, 是/否; "" for nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return plain_decimal(Decimal(format(value, f".{EXCEL_DIGITS}g")))
    return "" if value is None else _moment_text(value)


def is_beyond_precision(value: object) -> bool:
    """Excel keeps 15 digits of a number: a longer one (an ID, a card) has already lost its end."""
    return isinstance(value, float) and abs(value) >= 10**EXCEL_DIGITS


def plain_decimal(number: Decimal) -> str:
    """Without exponent, trailing zeros or negative zero."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _moment_text(value: object) -> str:
    if isinstance(value, datetime):
        rounded = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
        return rounded.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.replace(microsecond=0).isoformat()
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(value)
