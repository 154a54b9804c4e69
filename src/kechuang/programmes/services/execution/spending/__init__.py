"""Spending a lump sum: entering, importing, deciding what is doubtful, taking back."""

from kechuang.programmes.services.execution.spending.correcting import (
    cancel_expense,
    find_listed,
    record_repayment,
)
from kechuang.programmes.services.execution.spending.doubts import (
    clear_expense,
    reject_expense,
)
from kechuang.programmes.services.execution.spending.entering import (
    NewExpense,
    attach_voucher,
    enter_expense,
    refusal_of,
)
from kechuang.programmes.services.execution.spending.importing import (
    ImportedExpenses,
    import_expenses,
)

__all__ = [
    "ImportedExpenses",
    "NewExpense",
    "attach_voucher",
    "cancel_expense",
    "clear_expense",
    "enter_expense",
    "find_listed",
    "import_expenses",
    "record_repayment",
    "refusal_of",
    "reject_expense",
]
