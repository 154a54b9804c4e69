"""The money of the list: its budget line, the winners' accounts, and what is paid to them."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.utils.timezone import localdate

from kechuang.demo.challenges.days import TODAY, at, on
from kechuang.demo.money.figures import TRANSFER, WAN
from kechuang.demo.money.people import APPROVER, CHECKER, PREPARER, warranted
from kechuang.ledger import services as ledger
from kechuang.ledger.models import Book, BudgetLine, PayeeAccount, TrancheShare
from kechuang.ledger.services import Answer
from kechuang.ledger.states import FundSource
from kechuang.parties.models import Party
from kechuang.programmes.models.execution import Milestone

SCHEME, DOC_NO = "challenge-list", f"云财预示例〔{TODAY.year}〕20号"
BUDGET_WAN = 1_200


def budget_line() -> BudgetLine:
    """A scheme of its own in the book of technology transfer, with its year's money."""
    book = Book.objects.get(code=TRANSFER)
    scheme = ledger.register_scheme(
        by=APPROVER,
        at=at("01-04T09:00"),
        book=book,
        code=SCHEME,
        name="揭榜挂帅榜单资金",
        name_en="Challenge list funds",
    )
    ledger.appropriate(
        warrant=warranted(at("01-04T10:00"), on("01-04")),
        book=book,
        year=TODAY.year,
        source=FundSource.CITY,
        doc_no=DOC_NO,
        amount_fen=BUDGET_WAN * WAN,
    )
    ledger.allot(
        warrant=warranted(at("01-04T11:00"), on("01-04")),
        appropriation=book.appropriations.get(year=TODAY.year, doc_no=DOC_NO),
        scheme=scheme,
        amount_fen=BUDGET_WAN * WAN,
    )
    return BudgetLine.objects.get(scheme=scheme)


def know_payee(party: Party, when: datetime) -> None:
    """The winner's bank account, entered and confirmed by two."""
    if PayeeAccount.objects.filter(party=party, confirmed_at__isnull=False).exists():
        return
    account = ledger.submit_payee_account(
        by=PREPARER,
        at=when,
        party=party,
        holder=party.name,
        bank="外省示例银行",
        number=f"88010000{party.pk:010d}",
    )
    ledger.confirm_payee_account(by=APPROVER, at=when, account=account)


def pay(milestone: Milestone, when: datetime) -> None:
    """The treasury pays what an accepted milestone released, and answers the same day."""
    parts = TrancheShare.objects.filter(tranche__milestone=milestone, accepted__isnull=False)
    book, day = Book.objects.get(code=TRANSFER), localdate(when)
    run = ledger.draft_run(by=PREPARER, at=when, book=book, request_id=uuid4(), parts=list(parts))
    run = ledger.check_run(by=CHECKER, at=when, run=run)
    ledger.approve_run(warrant=warranted(when, day), run=run)
    answers = [
        Answer(item.number, f"JB{item.number}", True, item.amount_fen, day)
        for item in run.items.all()
    ]
    ledger.record_answers(warrant=warranted(when, day), run=run, answers=answers)
