"""Appropriations with the lines they feed, and what is held back on a line."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, OuterRef, Prefetch, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from kechuang.ledger.models import Appropriation, BookYear, BudgetLine, Grant, Transfer
from kechuang.ledger.selectors.flows import MOVED
from kechuang.ledger.states import Distribution, Kind, Phase


@dataclass(frozen=True)
class Outlay:
    """One appropriation of a year, with its lines, in fen."""

    appropriation: Appropriation
    lines: list[BudgetLine]

    @property
    def total_fen(self) -> int:
        return self.appropriation.account.credits_posted_fen

    @property
    def free_fen(self) -> int:
        return self.appropriation.account.free_fen


def outlays(year: int) -> list[Outlay]:
    """What was appropriated for the year, by book, source and document."""
    lines = used_lines().order_by("scheme__code")
    found = Appropriation.objects.filter(year=year).select_related("book", "account")
    found = found.prefetch_related(Prefetch("lines", queryset=lines))
    return [Outlay(each, list(each.lines.all())) for each in found]


def used_lines() -> QuerySet[BudgetLine]:
    """Lines with ``used_fen``, and with ``left_fen`` that lapsed or was carried over."""
    ends = Transfer.objects.filter(debit=OuterRef("account"), kind__in=(Kind.LAPSE, Kind.CARRY))
    left = ends.order_by().values("debit").annotate(total=Sum(MOVED)).values("total")
    lines = BudgetLine.objects.select_related("scheme__book", "appropriation", "account")
    return lines.annotate(
        left_fen=Coalesce(Subquery(left), 0),
        used_fen=F("account__debits_posted_fen") - F("left_fen"),
    )


def open_years() -> QuerySet[BookYear]:
    """Years that may still be posted to, of every book."""
    return BookYear.objects.filter(closed_at__isnull=True).select_related("book")


def open_appropriations() -> QuerySet[Appropriation]:
    """Appropriations for open years, the newest first."""
    found = Appropriation.objects.filter(
        book__years__year=F("year"), book__years__closed_at__isnull=True
    )
    return found.select_related("account").order_by("-year", "source", "doc_no")


def open_lines() -> QuerySet[BudgetLine]:
    """Lines of open years, which may bear a grant; the newest year first."""
    is_open = {
        "appropriation__book__years__year": F("appropriation__year"),
        "appropriation__book__years__closed_at__isnull": True,
    }
    related = ("scheme__book", "appropriation", "account")
    lines = BudgetLine.objects.filter(**is_open).select_related(*related)
    return lines.order_by("-appropriation__year", "scheme__code", "appropriation__source", "pk")


def first_come_lines() -> QuerySet[BudgetLine]:
    """Open lines that a grant or a reservation may reach for by itself."""
    return open_lines().filter(distribution=Distribution.FIRST_COME)


def open_reservations() -> QuerySet[Transfer]:
    """Budget held back for a time and not ended yet, the first to expire first."""
    held = Transfer.objects.filter(kind=Kind.RESERVE, phase=Phase.PENDING, resolution__isnull=True)
    return held.select_related("voucher__book", "debit").order_by("expires_at", "pk")


def grants_of_line(line: BudgetLine) -> QuerySet[Grant]:
    """Grants that this line bears a share of, the newest first."""
    borne = Grant.objects.filter(shares__line=line, cancelled_at__isnull=True)
    return borne.annotate(share_fen=F("shares__amount_fen")).select_related("party")
