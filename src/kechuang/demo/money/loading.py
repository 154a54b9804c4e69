"""Books, budgets, grants, acceptances and payments of the fictional city."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from kechuang.accounts.models import Department
from kechuang.base.roles import Role
from kechuang.demo.city import City
from kechuang.demo.money.banking import import_bank_month
from kechuang.demo.money.figures import BOOKS, CURRENT_YEAR, FIRST_YEAR, SCHEMES, TRANSFER, doc_no
from kechuang.demo.money.giving import Recipients, give
from kechuang.demo.money.people import APPROVER, warranted
from kechuang.demo.money.sharing import open_voucher_round
from kechuang.demo.money.spending import spend_year
from kechuang.ledger import services as ledger
from kechuang.ledger.models import Book, Scheme
from kechuang.parties.models import Party
from kechuang.parties.states import RelationKind

YEARS = (FIRST_YEAR, CURRENT_YEAR)


@transaction.atomic
def load_money(*, at: datetime, recipients: Recipients) -> None:
    """Two years of money; a second start finds the books open and changes nothing."""
    if Book.objects.exists():
        return
    _open_books(at)
    for year in YEARS:
        _give_budgets(at, year)
        for scheme in SCHEMES:
            give(at, year, scheme, recipients)
        spend_year(at, year)
        if year == FIRST_YEAR:
            _close(at, year)
    import_bank_month(at)
    open_voucher_round(at, recipients)


def recipients_of(city: City) -> Recipients:
    """The firms the demo's log-ins work for, then every fortieth firm of the city; no branches."""
    shown = [member.party for member in city.cast if member.role == Role.ENTERPRISE]
    others = [firm.credit_code for firm in city.enterprises[::40]]
    codes = list(dict.fromkeys([*shown, *others]))
    heads = Party.objects.exclude(relations_as_subject__kind=RelationKind.BRANCH)
    known = {party.credit_code: party for party in heads.filter(credit_code__in=codes)}
    return [known[code] for code in codes if code in known]


def _open_books(at: datetime) -> None:
    for figures in BOOKS:
        book = ledger.open_book(
            by=APPROVER,
            at=at,
            code=figures.code,
            name=figures.name,
            name_en=figures.name_en,
            department=Department.objects.filter(code=figures.department).first(),
        )
        for year in YEARS:
            ledger.open_year(by=APPROVER, at=at, book=book, year=year)
    for scheme in SCHEMES:
        ledger.register_scheme(
            by=APPROVER,
            at=at,
            book=Book.objects.get(code=scheme.book),
            code=scheme.code,
            name=scheme.name,
            name_en=scheme.name_en,
        )


def _give_budgets(at: datetime, year: int) -> None:
    for figures in SCHEMES:
        scheme = Scheme.objects.select_related("book").get(code=figures.code)
        for source, wan in figures.lines:
            document, fen = doc_no(year, figures.code, source), wan * 1_000_000
            ledger.appropriate(
                warrant=warranted(at, date(year, 1, 15)),
                book=scheme.book,
                year=year,
                source=source,
                doc_no=document,
                amount_fen=fen,
            )
            ledger.allot(
                warrant=warranted(at, date(year, 1, 20)),
                appropriation=scheme.book.appropriations.get(year=year, doc_no=document),
                scheme=scheme,
                amount_fen=fen * 95 // 100,
                distribution=figures.distribution,
            )


def _close(at: datetime, year: int) -> None:
    for book in Book.objects.order_by("code"):
        ledger.close_year(
            warrant=warranted(at, date(year, 12, 31)),
            book=book,
            carry_over=book.code == TRANSFER,
        )
