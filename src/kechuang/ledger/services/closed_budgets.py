"""The budget of a closed year: it takes back what is released, and gives nothing any more.

What comes back is not free again: the same voucher lets it lapse, or carries it over where the
closing said so.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F
from django.db.models.functions import Coalesce

from kechuang.ledger.models import Account, Appropriation, BookYear, BudgetLine
from kechuang.ledger.refusals_of_year_end import closed_budget
from kechuang.ledger.services.entries import Entry, Order, net_changes
from kechuang.ledger.services.lapsing import lapsed_of, left_over
from kechuang.ledger.states import RELEASES, AccountRole, Kind

BUDGETS = (AccountRole.APPROPRIATION, AccountRole.LINE)


def with_year_end(order: Order, year: BookYear, entries: Sequence[Entry]) -> list[Entry]:
    """``entries``, followed by what takes released budget of closed years out of them again.

    ``year`` is the locked year of the voucher. Raises ``ClosedBudget`` for whatever else touches
    the budget of a closed year.
    """
    closed = _closed_among(order, year, _budget_years(entries))
    if not closed:
        return list(entries)
    _refuse_new(entries, closed)
    return [*entries, *_onward(order, entries, closed)]


def _budget_years(entries: Sequence[Entry]) -> dict[int, int]:
    """The budget year of each appropriation and line that the entries touch, by account."""
    sides = {side.pk for each in entries for side in (each.debit, each.credit)
             if side.role in BUDGETS}  # fmt: skip
    if not sides:
        return {}
    years = Coalesce(F("line__appropriation__year"), F("appropriation__year"))
    found = Account.objects.filter(pk__in=sides).order_by()
    return dict(found.values_list("pk", years))


def _closed_among(order: Order, year: BookYear, budgets: dict[int, int]) -> dict[int, BookYear]:
    """Accounts of closed budget years.

    Years before that of the voucher are locked, the latest first as everywhere, so that none of
    them closes meanwhile; years close in order, so that none after it is closed.
    """
    first = min(budgets.values(), default=year.year)
    if first >= year.year:
        return {}
    passed = BookYear.objects.select_for_update().filter(
        book=order.book, year__gte=first, year__lt=year.year
    )
    closed = {each.year: each for each in passed.order_by("-year") if each.closed_at}
    return {pk: closed[budget] for pk, budget in budgets.items() if budget in closed}


def _refuse_new(entries: Sequence[Entry], closed: dict[int, BookYear]) -> None:
    changes = net_changes(entries)
    for each in entries:
        for side in (each.debit, each.credit):
            if side.pk not in closed:
                continue
            takes = changes[side.pk].freed_fen < 0
            if takes or not _gives_back(each):
                raise closed_budget(side.name, closed[side.pk].year)


def _gives_back(entry: Entry) -> bool:
    return entry.reverses is not None or entry.kind == Kind.RELEASE or entry.phase in RELEASES


def _onward(order: Order, entries: Sequence[Entry], closed: dict[int, BookYear]) -> list[Entry]:
    freed = {pk: change.freed_fen for pk, change in net_changes(entries).items() if pk in closed}
    return [_left(order, pk, fen, closed[pk]) for pk, fen in freed.items() if fen > 0]


def _left(order: Order, account_id: int, freed_fen: int, closed: BookYear) -> Entry:
    once = order.warrant.request_id.hex[:12]
    lines = BudgetLine.objects.select_related("account", "scheme", "appropriation__book")
    if line := lines.filter(account=account_id).first():
        reference = f"line:{line.pk}/{once}"
        return left_over(line, freed_fen, reference, carries=bool(closed.carries_released))
    given = Appropriation.objects.select_related("account", "book").get(account=account_id)
    reference = f"appropriation:{given.pk}/{once}"
    return Entry(Kind.LAPSE, given.account, lapsed_of(given), freed_fen, reference)
