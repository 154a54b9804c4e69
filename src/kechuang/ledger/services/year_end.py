"""Year end: what is left lapses or is carried over, then the year is closed for good."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from kechuang.audit.services import record
from kechuang.base.errors import Text
from kechuang.base.registry.wording import both_languages
from kechuang.ledger.models import (
    Account,
    Appropriation,
    Book,
    BookYear,
    BudgetLine,
    PaymentRun,
    Transfer,
)
from kechuang.ledger.refusals import already_done, no_open_year
from kechuang.ledger.services.books import open_account
from kechuang.ledger.services.entries import Entry, Order, Warrant
from kechuang.ledger.services.posting import post, posted_before
from kechuang.ledger.states import AccountRole, FundSource, Kind, Phase, RunState

OPEN_RUNS = (RunState.DRAFTED, RunState.CHECKED, RunState.SENT)


@transaction.atomic
def close_year(*, warrant: Warrant, book: Book, carry_over: bool) -> BookYear:
    """Close ``warrant.on.year``: free budget lapses (收回) or goes to next year's line (结转).

    Obligations stay and are paid from the following year. Refused while a payment run is open or
    a reservation pends.
    """
    year = warrant.on.year
    content = {"year": year, "carry_over": carry_over}
    order = Order(warrant, book, "close_year", content, f"{year} 年末")
    if posted_before(order):
        return BookYear.objects.get(book=book, year=year)
    _require_open(book, year)
    entries = [*_from_lines(book, year, carry_over=carry_over), *_from_appropriations(book, year)]
    if entries:
        post(order, entries, _said(book, year, carry_over=carry_over))
    return _closed(warrant, book, year)


def _said(book: Book, year: int, *, carry_over: bool) -> Text:
    zh, en = ("结转下年", "carried over") if carry_over else ("收回", "lapsed")
    return Text(f"{book.name} {year} 年末{zh}", f"Year end {year}: free budget {en}")


def _require_open(book: Book, year: int) -> None:
    """The year is open, and nothing in it waits for an end."""
    if BookYear.objects.filter(book=book, year=year, closed_at__isnull=False).exists():
        raise no_open_year(book.name, year, is_closed=True)
    unresolved = Q(phase=Phase.PENDING, resolution__isnull=True)
    if (
        PaymentRun.objects.filter(book=book, state__in=OPEN_RUNS).exists()
        or Transfer.objects.filter(unresolved, voucher__book=book).exists()
    ):
        raise already_done(
            "还有未结清的支付批次或预留，不能结账",
            "a payment run or a reservation is still open",
        )


def _from_lines(book: Book, year: int, *, carry_over: bool) -> list[Entry]:
    lines = BudgetLine.objects.filter(appropriation__book=book, appropriation__year=year)
    left = lines.select_related("account", "scheme", "appropriation")
    return [_leave(line, carry_over=carry_over) for line in left if line.account.free_fen > 0]


def _leave(line: BudgetLine, *, carry_over: bool) -> Entry:
    amount, reference = line.account.free_fen, f"line:{line.pk}/year_end"
    if carry_over:
        following = _following_line(line)
        return Entry(Kind.CARRY, line.account, following.account, amount, reference)
    lapsed = _lapsed(line.appropriation)
    return Entry(Kind.LAPSE, line.account, lapsed, amount, reference)


def _lapsed(appropriation: Appropriation) -> Account:
    key = f"{appropriation.pk}"
    name = f"{appropriation} 年末收回"
    return open_account(appropriation.book, role=AccountRole.LAPSED, key=key, name=name)


def _following_line(line: BudgetLine) -> BudgetLine:
    """The same scheme's line next year, under the same document marked 结转."""
    old = line.appropriation
    year, doc_no = old.year + 1, f"{old.doc_no}（结转）"[-100:]
    account = open_account(
        old.book,
        role=AccountRole.APPROPRIATION,
        key=f"{year}/{old.source}/{doc_no}",
        name=f"{year} {both_languages(FundSource(old.source).label).zh} {doc_no}",
    )
    appropriation, _ = Appropriation.objects.get_or_create(
        book=old.book, year=year, source=old.source, doc_no=doc_no, defaults={"account": account}
    )
    following = BudgetLine.objects.filter(appropriation=appropriation, scheme=line.scheme).first()
    return following or _carried_line(line, appropriation)


def _carried_line(line: BudgetLine, appropriation: Appropriation) -> BudgetLine:
    account = open_account(
        appropriation.book,
        role=AccountRole.LINE,
        key=f"{appropriation.pk}/{line.scheme.code}",
        name=f"{line.scheme.name}（{appropriation.doc_no}）",
    )
    given = {"distribution": line.distribution, "account": account}
    return BudgetLine.objects.get_or_create(
        appropriation=appropriation, scheme=line.scheme, defaults=given
    )[0]


def _from_appropriations(book: Book, year: int) -> list[Entry]:
    left = Appropriation.objects.filter(book=book, year=year).select_related("account")
    return [
        Entry(
            Kind.LAPSE,
            each.account,
            _lapsed(each),
            each.account.free_fen,
            f"appropriation:{each.pk}/year_end",
        )
        for each in left
        if each.account.free_fen > 0
    ]


def _closed(warrant: Warrant, book: Book, year: int) -> BookYear:
    closing = BookYear.objects.select_for_update().get(book=book, year=year)
    closing.closed_at = warrant.at
    closing.save(update_fields=["closed_at"])
    payload = {"book": book.code, "year": year, "last_number": closing.last_number}
    record(
        by=warrant.by,
        at=warrant.at,
        command="close_year",
        target=closing,
        payload=payload,
        sealed=[closing],
    )
    return closing
