"""Closed budget years: nothing is free in them, and nothing new came into them."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q

from kechuang.base.invariants import Finding, Invariant, found
from kechuang.engines.wording import Text
from kechuang.ledger.models import Appropriation, BookYear, BudgetLine, Transfer
from kechuang.ledger.states import RELEASES, Kind

NEW = (Kind.APPROPRIATE, Kind.ALLOT, Kind.OBLIGATE, Kind.RESERVE, Kind.CARRY)
CLOSED = BookYear.objects.filter(closed_at__isnull=False)


def free_in_closed_years() -> Iterator[Finding]:
    """What is released after the closing lapses or is carried over in the same voucher."""
    spent = Q(
        account__credits_posted_fen=F("account__debits_posted_fen"), account__debits_pending_fen=0
    )
    for table, way in ((Appropriation, ""), (BudgetLine, "appropriation__")):
        closed = CLOSED.filter(book=OuterRef(f"{way}book"), year=OuterRef(f"{way}year"))
        left = table._default_manager.filter(Exists(closed)).exclude(spent)
        for row in left.select_related("account"):
            where = row.account.code
            yield found(where, "年度已结账，仍有可用或预留", "closed, and something is left of it")


def new_in_closed_years() -> Iterator[Finding]:
    """What the closing itself posted bears the same instant as the closing."""
    for side, way in (
        ("debit", "debit__line__appropriation__"),
        ("credit", "credit__line__appropriation__"),
        ("credit", "credit__appropriation__"),
    ):
        year, book = OuterRef(f"{way}year"), OuterRef(f"{way}book")
        closed = CLOSED.filter(book=book, year=year, closed_at__lt=OuterRef("voucher__at"))
        moved = Transfer.objects.filter(Exists(closed), kind__in=NEW, is_red=False)
        late = moved.exclude(kind=Kind.CARRY) if side == "debit" else moved
        for pk in late.exclude(phase__in=RELEASES).values_list("pk", flat=True):
            yield found(pk, "年度已结账，又动用其预算", "it uses the budget of a closed year")


YEAR_END = (
    Invariant(
        "ledger.closed_budgets_hold_nothing",
        Text("已结账年度的预算没有可用和预留", "The budget of a closed year has nothing left"),
        free_in_closed_years,
    ),
    Invariant(
        "ledger.closed_budgets_take_nothing",
        Text(
            "结账后没有再动用该年度的预算", "Nothing new was done with the budget of a closed year"
        ),
        new_in_closed_years,
    ),
)
