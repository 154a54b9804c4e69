"""Dates as people write them, read with the precision they have and never completed."""

from __future__ import annotations

import re

from kechuang.base.identifiers.characters import are_digits, half_width, quoted
from kechuang.base.identifiers.errors import IdentifierError
from kechuang.base.identifiers.partial_dates import PartialDate
from kechuang.engines.wording import Text

YEAR, MONTH, DAY = "(?P<year>[12][0-9]{3})", "(?P<month>[0-9]{1,2})", "(?P<day>[0-9]{1,2})"
MIDNIGHT = r"(?:[ T]0{1,2}:00(?::00(?:\.0+)?)?)?"
FORMS = (
    re.compile(f"{YEAR} *年(?: *{MONTH} *月(?: *{DAY} *日)?)?"),
    re.compile(f"{YEAR}(?:(?P<mark>[-/.]){MONTH}(?:(?P=mark){DAY}{MIDNIGHT})?)?"),
    re.compile("(?P<year>[12][0-9]{3})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"),
)
CHINESE_FIGURES = {f: str(i) for i, f in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
CHINESE_DATE = re.compile(
    "(?P<year>[〇○零一二三四五六七八九]{4})年"
    "(?:(?P<month>[一二三四五六七八九十]{1,2})月(?:(?P<day>[一二三四五六七八九十]{1,3})日)?)?"
)
CHINESE_COUNT = re.compile("(?:(?P<tens>[二三]?)十)?(?P<ones>[一二三四五六七八九])?")
LOST_ZERO = re.compile(r"[12][0-9]{3}\.1")


def parse_date(raw: str) -> PartialDate:
    """``raw`` with its own precision; refuses what is no date or can be read in two ways.

    Read: 2024年3月15日, 2024年3月, 2024, 2024.3, 2024-03, 2024/3/15, 20240315, 二〇二四年三月,
    all also in full width, and a day followed by midnight. Years are 1000 to 2999.
    """
    text = half_width(raw)
    if LOST_ZERO.fullmatch(text):
        raise _refusal(
            raw,
            Text(
                "可能是1月，也可能是被表格去掉末尾零的10月",
                "it may be January, or October whose last zero a spreadsheet dropped",
            ),
        )
    parts = _written_in_figures(text) or _written_in_chinese(text)
    if parts is None:
        raise _refusal(raw, _why_unreadable(text))
    return PartialDate(*parts)


def _written_in_figures(text: str) -> tuple[int, int | None, int | None] | None:
    for form in FORMS:
        match = form.fullmatch(text)
        if match:
            month, day = (int(match[p]) if match[p] else None for p in ("month", "day"))
            return int(match["year"]), month, day
    return None


def _written_in_chinese(text: str) -> tuple[int, int | None, int | None] | None:
    match = CHINESE_DATE.fullmatch(text)
    if not match:
        return None
    year = int("".join(CHINESE_FIGURES[figure] for figure in match["year"]))
    month, day = (_chinese_count(match[p]) if match[p] else None for p in ("month", "day"))
    return year, month, day


def _chinese_count(written: str) -> int:
    """一 to 三十九 as a number; 0, which no calendar has, for anything else."""
    match = CHINESE_COUNT.fullmatch(written)
    if not match:
        return 0
    tens = 0 if match["tens"] is None else int(CHINESE_FIGURES.get(match["tens"], "1"))
    return tens * 10 + int(CHINESE_FIGURES.get(match["ones"], "0"))


def _why_unreadable(text: str) -> Text:
    if not text:
        return Text("单元格是空的", "the cell is blank")
    if are_digits(text) and len(text) == 5:
        return Text(
            "像是电子表格的日期序号，起算年份不明",
            "it looks like a spreadsheet serial whose epoch is not known",
        )
    if are_digits(text) and len(text) == 6:
        return Text("六位数字读法不唯一", "six digits can be read in two ways")
    return Text("不是可以唯一读出的日期", "it cannot be read as one date")


def _refusal(raw: str, why: Text) -> IdentifierError:
    return IdentifierError(
        Text(f"日期{quoted(raw)}无法采用", f"The date {quoted(raw)} cannot be used"),
        why,
        Text(
            "请写四位年份，例如 2024-03-15 或 2024年3月",
            "Write a four-digit year, for example 2024-03-15 or 2024-03",
        ),
    )
