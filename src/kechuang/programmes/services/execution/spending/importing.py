"""A whole table of expenses; what is refused goes back in the table, marked and explained."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Refusal, Text, require
from kechuang.base.sheets import Rejection, Row, read_table, return_rejections
from kechuang.programmes.models.execution import Contract, Expense
from kechuang.programmes.powers_of_execution import has_power
from kechuang.programmes.services.execution.spending.columns import CellRefused, Columns
from kechuang.programmes.services.execution.spending.entering import enter_expense, refusal_of
from kechuang.programmes.states_of_execution import ExpenseState, Power


@dataclass(frozen=True)
class ImportedExpenses:
    """What became of each row; ``returned`` is the workbook with the refused rows marked."""

    entered: tuple[Expense, ...]
    rejections: tuple[Rejection, ...]
    returned: bytes | None

    @property
    def doubtful(self) -> tuple[Expense, ...]:
        return tuple(each for each in self.entered if each.state == ExpenseState.DOUBTFUL)


def import_expenses(
    *, by: Actor, at: datetime, contract: Contract, path: Path, name: str
) -> ImportedExpenses:
    """Enter every row of an uploaded table that can be entered, each by itself.

    Rows that cannot be read, that the list refuses or that pass the money received come back
    marked; entering the same table again refuses what was entered, for an invoice counts once.
    """
    allowed = has_power(by, contract, Power.ENTER_EXPENSE)
    require(allowed, Text("导入支出", "import expenses"))
    table = read_table(path, name=name)
    columns = Columns(table)
    with transaction.atomic():
        results = [
            _entered(by, at, contract, columns, row) for row in table.rows if not row.is_blank
        ]
        entered = tuple(each for each in results if isinstance(each, Expense))
        rejected = tuple(each for each in results if isinstance(each, Rejection))
        told = {"file": table.file_digest, "entered": len(entered), "rejected": len(rejected)}
        record(by=by, at=at, command="import_expenses", target=contract, payload=told)
    returned = return_rejections(path, name=name, rejections=rejected) if rejected else None
    return ImportedExpenses(entered, rejected, returned)


def _entered(
    by: Actor, at: datetime, contract: Contract, columns: Columns, row: Row
) -> Expense | Rejection:
    try:
        entry = columns.expense(row)
        with transaction.atomic():
            expense = enter_expense(by=by, at=at, contract=contract, entry=entry)
    except CellRefused as cell:
        return Rejection(row.number, cell.column, cell.reason)
    except Refusal as refusal:
        return Rejection(row.number, "", refusal.why)
    if expense.state == ExpenseState.REFUSED:
        return Rejection(row.number, columns.heading("purpose"), refusal_of(expense).why)
    return expense
