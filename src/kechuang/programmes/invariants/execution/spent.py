"""What was spent against what was received, and against the negative list."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Q, Sum

from kechuang.base.invariants import Finding, Invariant, found
from kechuang.engines.lumpsum import Verdict
from kechuang.engines.wording import Text
from kechuang.ledger.models import FundShare
from kechuang.ledger.refusals import yuan
from kechuang.programmes.models.execution import Contract, Expense
from kechuang.programmes.states_of_execution import SPENT, ExpenseState


def miscounted_spending() -> Iterator[Finding]:
    counts = Q(expenses__state__in=SPENT)
    summed = Contract.objects.annotate(total=Sum("expenses__amount_fen", filter=counts))
    for number, spent, total in summed.values_list("number", "spent_fen", "total"):
        if spent != (total or 0):
            yield found(
                number,
                f"已列支 {yuan(spent)} 元，支出合计 {yuan(total or 0)} 元",
                f"{yuan(spent)} is kept as spent, its expenses sum to {yuan(total or 0)}",
            )


def overspent_contracts() -> Iterator[Finding]:
    """All that ever came in: what is asked back later was spent lawfully before."""
    for contract in Contract.objects.filter(spent_fen__gt=0):
        shares = FundShare.objects.filter(grant=contract.grant_id, paid__isnull=False)
        came = shares.aggregate(total=Sum("paid__credits_posted_fen"))["total"] or 0
        if contract.spent_fen > came:
            yield found(
                contract.number,
                f"列支 {yuan(contract.spent_fen)} 元，到账 {yuan(came)} 元",
                f"{yuan(contract.spent_fen)} spent of {yuan(came)} received",
            )


def mistaken_states() -> Iterator[Finding]:
    """What the list refused or doubted is spent only after a person decided with a reason."""
    decided = Q(decided_at__isnull=False) & ~Q(decision_reason="")
    for expense in Expense.objects.filter(state__in=SPENT).select_related("contract"):
        verdict = expense.finding.get("verdict")
        if verdict == Verdict.REFUSED or (
            expense.state == ExpenseState.ALLOWED and verdict != Verdict.ALLOWED
        ):
            yield found(
                expense.pk, "列支与负面清单判定不符", "spent, and the list did not allow it"
            )
    undecided = Expense.objects.filter(
        state__in=(ExpenseState.CLEARED, ExpenseState.REJECTED, ExpenseState.LISTED)
    ).exclude(decided)
    for pk in undecided.values_list("pk", flat=True):
        yield found(pk, "没有核对人或理由", "nobody decided on it, or without a reason")


def strange_lists() -> Iterator[Finding]:
    other = Expense.objects.exclude(list_digest=F("contract__item__negative_list__digest"))
    for pk in other.values_list("pk", flat=True):
        yield found(pk, "判定所用清单不是任务书的清单", "it was judged by another list")


SPENT_MONEY = (
    Invariant(
        "programmes.spending_is_the_sum_of_expenses",
        Text("已列支等于支出合计", "What is spent is the sum of expenses"),
        miscounted_spending,
    ),
    Invariant(
        "programmes.spending_stays_within_what_came_in",
        Text("列支不超过到账", "No contract spends more than came in"),
        overspent_contracts,
    ),
    Invariant(
        "programmes.spending_is_as_the_list_says",
        Text("列支与负面清单判定一致", "Spending is what the list or a person allowed"),
        mistaken_states,
    ),
    Invariant(
        "programmes.expenses_are_judged_by_their_list",
        Text("支出按任务书的清单判定", "Expenses are judged by the list of their contract"),
        strange_lists,
    ),
)
