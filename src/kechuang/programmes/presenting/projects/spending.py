"""Expenses in words, what the list said of them, and what may be done about each."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Sum
from django.utils.translation import gettext

from kechuang.base.errors import Text
from kechuang.base.registry.wording import said
from kechuang.engines.lumpsum import NegativeList
from kechuang.programmes.models.execution import Contract, Expense
from kechuang.programmes.services.execution.spending.lists import list_of
from kechuang.programmes.states_of_execution import SPENT, ExpenseState

EXPENSE_TONES: dict[str, str] = {
    ExpenseState.ALLOWED: "good",
    ExpenseState.CLEARED: "good",
    ExpenseState.DOUBTFUL: "warn",
    ExpenseState.REFUSED: "bad",
    ExpenseState.REJECTED: "bad",
    ExpenseState.LISTED: "bad",
    ExpenseState.CANCELLED: "neutral",
    ExpenseState.REPAID: "neutral",
}
TAKEN_BACK = ("cancel_expense", "find_listed")
EXPENSE_ACTS: Mapping[str, tuple[str, ...]] = {
    ExpenseState.ALLOWED: TAKEN_BACK,
    ExpenseState.CLEARED: TAKEN_BACK,
    ExpenseState.DOUBTFUL: ("clear_expense", "reject_expense", "cancel_expense"),
    ExpenseState.LISTED: ("record_repayment",),
}


def acts_on(expense: Expense) -> tuple[str, ...]:
    """The acts that make sense for the expense as it is."""
    voucher = () if expense.file_id else ("attach_voucher",)
    return (*EXPENSE_ACTS.get(expense.state, ()), *voucher)


def why_of(expense: Expense) -> str:
    """What a person decided; before that the list's own wording."""
    if expense.decision_reason:
        return expense.decision_reason
    why = expense.finding["why"]
    return said(Text(why["zh"], why["en"]))


def list_shown(project: Contract) -> NegativeList:
    """The negative list the contract was signed on."""
    return list_of(project)


def items_shown(listed: NegativeList) -> list[tuple[str, str]]:
    """Each item in its own wording, with the sources it rests on."""
    return [
        (
            said(item.label),
            gettext("；").join(_basis(listed, one.source, said(one.article)) for one in item.basis),
        )
        for item in listed.items.values()
    ]


def spent_by_kind(project: Contract) -> list[tuple[str, str, int]]:
    """Kind, its label and the fen that count, the largest first."""
    kinds = list_of(project).kinds
    rows = project.expenses.filter(state__in=SPENT).order_by().values("kind")
    summed = rows.annotate(total=Sum("amount_fen")).order_by("-total", "kind")
    return [
        (row["kind"], said(kinds[row["kind"]].label) if row["kind"] in kinds else _other(), total)
        for row in summed
        for total in (row["total"],)
    ]


def _other() -> str:
    return gettext("未分类")


def _basis(listed: NegativeList, source: str, article: str) -> str:
    if source not in listed.sources:
        return source
    return f"{said(listed.sources[source].title)} {article}"
