"""Workbooks as offices make them: formulas, merges, calendars, sheets, and the old format."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date, time
from functools import partial
from random import Random

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from tests.base.sheets import binary_workbooks
from tests.proof.dirty_files.cases import HEADER, Case, outcome_rows, titles_of

DEMAND = ("编号", "需求名称", "需求内容", "期望完成时间")
SERIALS = (0, 59, 60, 61, 45366.5, 2_958_466, -1, 1e300)
DAYS = (*SERIALS, date(2027, 3, 1), time(9, 30), True)
Spoil = Callable[[Workbook, Worksheet], object]


def workbook_files(chance: Random) -> Iterator[Case]:
    for part in (sound, formulas, merges, calendars, sheets, odd_cells, old_format):
        yield from part(chance)


def sound(chance: Random) -> Iterator[Case]:
    for number in range(4):
        rows = outcome_rows(chance, 5)
        content = book(rows)
        yield Case(
            "sound workbook",
            f"{number}.xlsx",
            lambda content=content: content,
            rows=5,
            titles=titles_of(rows),
            fate="taken",
        )


def formulas(chance: Random) -> Iterator[Case]:
    """Nobody computed them: their cells have no value, and are no blanks either."""
    for number, formula in enumerate(
        ("=1+1", "=A2", "=1/0", "=SUM(D2:D9)", '="a"&"b"', "=NOW()", '=HYPERLINK("x")', "=[1]x!A1")
    ):
        place = ("B3", "D3")[number % 2]
        spoil = partial(_set, place=place, value=formula)
        yield _spoilt(chance, "formulas", f"{number}{place}.xlsx", spoil)


def merges(chance: Random) -> Iterator[Case]:
    for area in ("A2:A3", "B2:B5", "A1:B1", "A2:D2", "A2:D6", "D1:D6", "A1:D6", "C3:E3"):
        yield _spoilt(
            chance,
            "merged cells",
            f"{area.replace(':', '-')}.xlsx",
            lambda b, s, a=area: s.merge_cells(a),
        )


def calendars(chance: Random) -> Iterator[Case]:
    """Serial days of 1900 and 1904, the day that never was, times, and days out of range."""
    for epoch in ("1900", "1904"):
        for number, day in enumerate(DAYS):
            yield Case(
                "calendars",
                f"{epoch}-{number}.xlsx",
                lambda epoch=epoch, day=day: dated(epoch, day),
                kind="demands",
                rows=2,
            )


def dated(epoch: str, day: object) -> bytes:
    page = Workbook()
    if epoch == "1904":
        page.epoch = CALENDAR_MAC_1904
    sheet = page.active
    for row in (DEMAND, ("a", "需求甲", "内容", None), ("b", "需求乙", "内容", "2027-03")):
        sheet.append(row)
    sheet["D2"].value, sheet["D2"].number_format = day, "yyyy-mm-dd"
    return _saved(page)


def sheets(chance: Random) -> Iterator[Case]:
    """The table is not where one looks first."""

    def hidden(page: Workbook, sheet: Worksheet) -> None:
        page.create_sheet("说明")
        sheet.sheet_state = "hidden"

    def second(page: Workbook, sheet: Worksheet) -> None:
        page.create_sheet("空表", 0)

    def many(page: Workbook, sheet: Worksheet) -> None:
        for number in range(60):
            page.create_sheet(f"表{number}")

    def named(page: Workbook, sheet: Worksheet) -> None:
        sheet.title = "<&'\"> 甲"

    def shifted(page: Workbook, sheet: Worksheet) -> None:
        sheet.insert_cols(1, 3)
        sheet.insert_rows(1, 4)

    for number, spoil in enumerate((hidden, second, many, named, shifted)):
        yield _spoilt(chance, "sheets", f"{number}.xlsx", spoil)


def odd_cells(chance: Random) -> Iterator[Case]:
    values = (
        True,
        1.1,
        1e21,
        0.1 + 0.2,
        10**15,
        -0.0,
        "#N/A",
        "_x0000_",
        "\ttab",
        "a\nb",
        "'1",
        "0012",
    )
    for number, value in enumerate(values):
        place = ("A3", "D3")[number % 2]
        spoil = partial(_set, place=place, value=value)
        yield _spoilt(chance, "odd cells", f"{number}{place}.xlsx", spoil)


def old_format(chance: Random) -> Iterator[Case]:
    """Binary workbooks of 1997, also of the Macintosh, with errors and merges."""
    for number in range(6):
        rows = outcome_rows(chance, 4)
        grid = [list(HEADER), *rows]
        options = [
            {},
            {"is_1904": True},
            {"errors": ((2, 1),)},
            {"errors": ((2, 3),)},
            {"merges": [(1, 2, 1, 1)]},
            {"date_columns": frozenset({3})},
        ][number]
        content = binary_workbooks.workbook(grid, **options)
        yield Case("old workbook", f"{number}.xls", lambda content=content: content, rows=4)


def book(rows: list[list[str]], spoil: Spoil = lambda page, sheet: None) -> bytes:
    page = Workbook()
    for row in (HEADER, *rows):
        page.active.append(row)
    spoil(page, page.active)
    return _saved(page)


def _set(page: Workbook, sheet: Worksheet, *, place: str, value: object) -> None:
    sheet[place] = value


def _saved(page: Workbook) -> bytes:
    buffer = io.BytesIO()
    page.save(buffer)
    return buffer.getvalue()


def _spoilt(chance: Random, family: str, name: str, spoil: Spoil) -> Case:
    rows = outcome_rows(chance, 5)
    return Case(family, name, lambda: book(rows, spoil))
