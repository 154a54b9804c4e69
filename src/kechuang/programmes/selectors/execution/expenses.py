"""Expenses for reading and for the final account (决算)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import QuerySet

from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require
from kechuang.base.sheets.writing import Value, write_workbook
from kechuang.programmes.models.execution import Contract, Expense
from kechuang.programmes.powers_of_execution import has_power, readable_contracts
from kechuang.programmes.states_of_execution import Power

HEADER = ("支出日期", "金额（元）", "类别", "收款方", "用途", "发票号码", "状态", "判定依据")
CENTS = Decimal(100)


def expenses_of(contract: Contract) -> QuerySet[Expense]:
    return Expense.objects.filter(contract=contract).select_related("file")


def export_expenses(actor: Actor, contract: Contract) -> bytes:
    """Every expense and every attempt as a workbook, amounts in yuan."""
    seen = Contract.objects.filter(readable_contracts(actor), pk=contract.pk).exists()
    allowed = seen or has_power(actor, contract, Power.EXPORT_EXPENSES)
    require(allowed, Text("导出支出", "export expenses"))
    return write_workbook(sheet=contract.number, header=HEADER, rows=_rows(contract))


def _rows(contract: Contract) -> Iterator[tuple[Value, ...]]:
    for each in expenses_of(contract):
        yield (
            each.spent_on,
            each.amount_fen / CENTS,
            each.kind,
            each.payee,
            each.purpose,
            each.invoice,
            each.get_state_display(),
            each.decision_reason or each.finding["why"]["zh"],
        )
