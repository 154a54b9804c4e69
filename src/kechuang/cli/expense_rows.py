"""Rows of a table as expenses: columns found by their headings, odd cells told one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kechuang.base.identifiers import IdentifierError, MoneyUnit, parse_amount, unit_in_header
from kechuang.base.sheets import Rejection, Row, Table
from kechuang.engines.lumpsum import Expense, ExpenseError, NegativeList
from kechuang.engines.wording import Text

_HEADINGS = {
    "text": ("用途", "摘要", "说明", "支出内容", "purpose"),
    "kind": ("类别", "支出类别", "kind"),
    "payee": ("收款方", "收款人", "payee"),
    "amount": ("金额", "amount"),
}
_YES = frozenset({"是", "有", "√", "yes", "y", "true", "1"})
_NO = frozenset({"否", "无", "×", "no", "n", "false", "0"})


@dataclass(frozen=True)
class Columns:
    """Which column holds what; ``unit`` is the one the heading of the amount states."""

    places: dict[str, int]
    marks: dict[str, int]
    unit: MoneyUnit | None


def columns_of(table: Table, pack: NegativeList) -> Columns:
    """The columns of ``table``; refuses (``ExpenseError``) one that says nothing of purposes."""
    headings = [label.strip().casefold() for label in table.header]
    bare = [label.partition("（")[0].partition("(")[0].strip() for label in headings]
    places = {
        what: bare.index(name)
        for what, names in _HEADINGS.items()
        for name in names[::-1]
        if name in bare
    }
    if "text" not in places:
        raise ExpenseError(
            Text("支出表", "the table of expenses"),
            Text("没有写明用途的一列", "no column says what was bought"),
            Text("请加上“用途”一列", "add a column “用途” or “purpose”"),
        )
    marks = {
        mark.id: headings.index(name)
        for mark in pack.marks.values()
        for name in (mark.id, mark.label.zh.casefold(), mark.label.en.casefold())
        if name in headings
    }
    unit = unit_in_header(table.header[places["amount"]]) if "amount" in places else None
    return Columns(places, marks, unit)


def expense_in(
    row: Row, columns: Columns, header: tuple[str, ...]
) -> tuple[Expense, list[Rejection]]:
    """One row as an expense; a cell that cannot be read stays unknown and is told."""
    odd: list[Rejection] = []
    texts = {what: row.cells[place] for what, place in columns.places.items()}
    expense = Expense(
        id=str(row.number),
        text=texts["text"],
        kind=texts.get("kind", ""),
        payee=texts.get("payee", ""),
        amount_fen=_amount(row, columns, header, odd),
        marks=dict(_marks(row, columns, header, odd)),
    )
    return expense, odd


def _amount(row: Row, columns: Columns, header: tuple[str, ...], odd: list[Rejection]) -> int:
    place = columns.places.get("amount")
    if place is None:
        return 0
    try:
        return parse_amount(row.cells[place], unit=columns.unit)
    except IdentifierError as error:
        odd.append(Rejection(row.number, header[place], Text(error.why.zh, error.why.en)))
        return 0


def _marks(
    row: Row, columns: Columns, header: tuple[str, ...], odd: list[Rejection]
) -> Iterator[tuple[str, bool]]:
    for mark, place in columns.marks.items():
        said = row.cells[place].strip().casefold()
        if said in _YES or said in _NO:
            yield mark, said in _YES
        elif said:
            odd.append(Rejection(row.number, header[place], _NEITHER))


_NEITHER = Text("请写“是”或“否”，不清楚的留空", "write yes or no, and leave it blank if unknown")
