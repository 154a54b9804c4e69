"""Finding the row of column names below the title rows bureaus put on top."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kechuang.base.sheets.addresses import column_letters
from kechuang.base.sheets.grids import Line
from kechuang.base.sheets.refusals import sheet_error
from kechuang.base.sheets.values import without_invisible
from kechuang.engines.wording import Text

SEARCHED_ROWS = 30
_NUMBER_OR_DATE = re.compile(r"[\s\d.,，%％¥￥+\-/:]*")
_SPACE_BETWEEN_CHINESE = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class Header:
    """Labels in column order, the row they stand in, and what was passed over above it."""

    labels: tuple[str, ...]
    row: int
    warnings: tuple[Text, ...]


def find_header(lines: Sequence[Line]) -> Header:
    """The first row at least half as full as the fullest one, if most of it is words.

    Raises:
        SheetError: ``blank``, ``no-header`` or ``duplicate-header``.
    """
    filled = [(number, cells) for number, cells in lines if any(map(str.strip, cells))]
    if not filled:
        raise sheet_error("blank")
    width = max(_fullness(cells) for _, cells in filled)
    skipped: list[Text] = []
    for number, cells in filled:
        if _fullness(cells) * 2 >= width and (_fullness(cells) > 1 or width == 1):
            return _header(number, cells, skipped)
        skipped.append(_skipped(number, cells))
    raise sheet_error("no-header", detail=str(filled[0][0]))


def _fullness(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _header(number: int, cells: Sequence[str], skipped: list[Text]) -> Header:
    words = sum(not _NUMBER_OR_DATE.fullmatch(cell) for cell in cells)
    if words * 2 <= _fullness(cells):
        raise sheet_error("no-header", detail=str(number))
    labels = [clean_label(cell) for cell in cells]
    while not labels[-1]:
        labels.pop()
    unnamed = [column for column, label in enumerate(labels) if not label]
    for column in unnamed:
        labels[column] = f"（{column_letters(column)} 列）"
    refuse_duplicates(labels)
    return Header(tuple(labels), number, (*skipped, *map(_unnamed, unnamed)))


def clean_label(cell: str) -> str:
    """A column name on one line, without unseen characters or spaces inside Chinese words."""
    label = " ".join(without_invisible(cell).split())
    return _SPACE_BETWEEN_CHINESE.sub("", label)


def refuse_duplicates(labels: Sequence[str]) -> None:
    """Two columns of one name would make one of them unreachable."""
    twice = [label for label, times in Counter(labels).items() if times > 1]
    if twice:
        raise sheet_error("duplicate-header", detail="、".join(twice[:10]))


def _skipped(number: int, cells: Sequence[str]) -> Text:
    words = " ".join(cell.strip() for cell in cells if cell.strip())[:100]
    return Text(
        f"第 {number} 行作为标题，未作数据读入：{words}",
        f"Row {number} was taken for a title, not for data: {words}",
    )


def _unnamed(column: int) -> Text:
    letters = column_letters(column)
    return Text(f"{letters} 列没有列名", f"Column {letters} has no name")
