"""Columns of a table of expenses, and what a cell says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from kechuang.base.errors import Refusal, Text, invalid
from kechuang.base.identifiers import MoneyUnit, parse_amount, parse_date, unit_in_header
from kechuang.base.sheets import Row, Table
from kechuang.programmes.refusals_of_execution import NOT_ENTERED
from kechuang.programmes.services.execution.spending.entering import NewExpense

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "spent_on": ("支出日期", "日期", "date"),
    "amount_fen": ("金额", "支出金额", "amount"),
    "kind": ("类别", "支出类别", "kind"),
    "payee": ("收款方", "收款单位", "payee"),
    "purpose": ("用途", "支出用途", "purpose"),
    "invoice": ("发票号码", "票据号", "invoice"),
}
REQUIRED = ("spent_on", "amount_fen", "payee", "purpose", "invoice")


class CellRefused(Exception):
    """One cell cannot be read; ``column`` is its heading."""

    def __init__(self, column: str, reason: Text) -> None:
        super().__init__(column)
        self.column, self.reason = column, reason


class Columns:
    """Where each field stands in ``table``; refuses a table that lacks one."""

    def __init__(self, table: Table) -> None:
        self._places = {name: _place(table.header, names) for name, names in HEADINGS.items()}
        self._header = table.header
        missing = [HEADINGS[name][0] for name in REQUIRED if self._places[name] is None]
        if missing:
            named = "、".join(missing)
            raise invalid(
                NOT_ENTERED,
                f"表中没有“{named}”列",
                f"the table lacks the columns {named}",
                Text("请补上这些列的表头", "Add these headings"),
            )

    def expense(self, row: Row) -> NewExpense:
        """The expense of ``row``; raises ``CellRefused`` for the first cell that cannot be read."""
        read: Mapping[str, Callable[[str], Any]] = {
            "spent_on": _day,
            "amount_fen": self._amount,
        }
        values = {name: self._cell(row, name, read.get(name, str.strip)) for name in HEADINGS}
        return NewExpense(**values)

    def heading(self, name: str) -> str:
        place = self._places[name]
        return "" if place is None else self._header[place]

    def _cell(self, row: Row, name: str, read: Callable[[str], Any]) -> Any:
        place = self._places[name]
        if place is None:
            return ""
        try:
            return read(row.cells[place])
        except Refusal as refusal:
            raise CellRefused(self._header[place], refusal.why) from refusal

    def _amount(self, cell: str) -> int:
        unit = unit_in_header(self.heading("amount_fen")) or MoneyUnit.YUAN
        has_own = cell.strip()[-1:] in ("元", "万", "亿")
        return parse_amount(cell, unit=None if has_own else unit)


def _place(header: tuple[str, ...], names: tuple[str, ...]) -> int | None:
    for place, heading in enumerate(header):
        bare = heading.strip().casefold().split("（")[0].split("(")[0].strip()
        if bare in names:
            return place
    return None


def _day(cell: str) -> date:
    day = parse_date(cell)
    if day.month is None or day.day is None:
        raise invalid(NOT_ENTERED, f"“{cell}”没有写到日", f"“{cell}” names no day")
    return date(day.year, day.month, day.day)
