"""A line that is given out pro rata, with a round of claims that is still open."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4

from django.utils.timezone import localdate

from kechuang.demo.money.figures import CURRENT_YEAR, HIGH_TECH, WAN
from kechuang.demo.money.giving import Recipients
from kechuang.demo.money.people import APPROVER, PREPARER, warranted
from kechuang.ledger import services as ledger
from kechuang.ledger.models import Book, BudgetLine, ClaimRound
from kechuang.ledger.states import Condition, Distribution, FundSource, GrantMode, GroundKind
from kechuang.parties.models import Party

NAME, NAME_EN = "科技创新券兑付", "Innovation vouchers"
DOC_NO = f"云财预示例〔{CURRENT_YEAR}〕9号"
BUDGET_FEN = 60 * WAN
CLAIMS_WAN = (18, 25, 9, 30, 14, 22)
OPEN_FOR = timedelta(days=14)


def open_voucher_round(at: datetime, recipients: Recipients) -> None:
    """Six firms claim about twice of what there is."""
    line = _line(at)
    found = ledger.open_claim_round(
        by=PREPARER, at=at, request_id=uuid4(), line=line, terms=_terms(at)
    )
    for place, (party, wan) in enumerate(zip(recipients, CLAIMS_WAN, strict=False), start=1):
        _file(at, found, party, place, wan * WAN)


def _line(at: datetime) -> BudgetLine:
    book = Book.objects.get(code=HIGH_TECH)
    scheme = ledger.register_scheme(
        by=APPROVER, at=at, book=book, code="vouchers", name=NAME, name_en=NAME_EN
    )
    order = warranted(at, date(CURRENT_YEAR, 9, 1))
    ledger.appropriate(
        warrant=order,
        book=book,
        year=CURRENT_YEAR,
        source=FundSource.CITY,
        doc_no=DOC_NO,
        amount_fen=BUDGET_FEN,
    )
    ledger.allot(
        warrant=warranted(at, date(CURRENT_YEAR, 9, 2)),
        appropriation=book.appropriations.get(year=CURRENT_YEAR, doc_no=DOC_NO),
        scheme=scheme,
        amount_fen=BUDGET_FEN,
        distribution=Distribution.PRO_RATA,
    )
    return scheme.lines.get()


def _terms(at: datetime) -> ledger.RoundTerms:
    return ledger.RoundTerms(
        title=f"{CURRENT_YEAR} 年科技创新券第一批兑付",
        closes_on=localdate(at) + OPEN_FOR,
        period_from=date(CURRENT_YEAR, 1, 1),
        period_to=date(CURRENT_YEAR, 12, 31),
        mode=GrantMode.AFTER,
        condition=Condition.COMPLETION,
    )


def _file(at: datetime, found: ClaimRound, party: Party, place: int, fen: int) -> None:
    """The third is allowed less than it claims."""
    claim = ledger.NewClaim(
        party=party,
        title="检测与仪器使用",
        ground_kind=GroundKind.OTHER,
        ground=f"云创券示例{CURRENT_YEAR}-{place:03d}",
        claimed_fen=fen,
        counted_fen=fen // 2 if place == 3 else fen,
        origin=f"兑付申请表第 {place} 号（虚构示例）",
    )
    ledger.file_claim(by=PREPARER, at=at, request_id=uuid4(), claim_round=found, claim=claim)
