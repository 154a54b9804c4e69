"""A list of offers from the dry run to the notice: frozen, funded and told by different people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from kechuang.cases.models import ProcedureVersion
from kechuang.demo.challenges.acting import OFFICER, TREASURER, player
from kechuang.demo.challenges.days import TODAY, at, on
from kechuang.demo.money.figures import TRANSFER, WAN
from kechuang.demo.money.people import APPROVER, warranted
from kechuang.ledger import services as ledger
from kechuang.ledger.models import Book, BudgetLine
from kechuang.ledger.states import FundSource
from kechuang.offers import services as offers
from kechuang.offers.models import Offer, OfferList
from kechuang.offers.selectors.planning import plan_of
from kechuang.offers.services.freezing import asked_of
from kechuang.policies.selectors import listed_clause
from kechuang.runs.models import Run
from kechuang.runs.selectors import latest_sweep

ONE_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Figures:
    """A list of the story: which clause, from how much money, decided how and told when."""

    scheme: str
    name: str
    name_en: str
    clause: tuple[str, str]
    budget_wan: int
    number: int
    told: str

    @property
    def doc_no(self) -> str:
        return f"云财预示例〔{TODAY.year}〕{self.number}号"

    @property
    def decision(self) -> str:
        return f"云科免示例〔{TODAY.year}〕{self.number}号"


def tell(figures: Figures, version: ProcedureVersion) -> OfferList:
    """Freeze, hold the money and tell the firms, within one morning."""
    frozen_at = at(figures.told)
    asked: dict[str, Any] = {
        "run": _swept(),
        "clause": listed_clause(*figures.clause),
        "year": TODAY.year,
        "line": _line(figures),
        "version": version,
    }
    officer = player(OFFICER)
    plan = plan_of(asked_of(**asked), on=localdate(frozen_at))
    frozen = offers.freeze_list(
        by=officer, at=frozen_at, **asked, decision=figures.decision, digest=plan.digest
    )
    funded = offers.fund_list(by=player(TREASURER), at=frozen_at + ONE_HOUR, offer_list=frozen)
    issued = offers.issue_list(by=officer, at=frozen_at + 2 * ONE_HOUR, offer_list=funded)
    offers.send_offers(by=officer, at=frozen_at + 2 * ONE_HOUR, offer_list=issued)
    return issued


def in_order(issued: OfferList) -> Sequence[Offer]:
    return list(issued.offers.select_related("party", "case").order_by("position"))


def _swept() -> Run:
    run = latest_sweep()
    if run is None:
        raise LookupError("offers follow from a sweep, and there is none")
    return run


def _line(figures: Figures) -> BudgetLine:
    """A scheme of its own in the book of technology transfer, with its year's money."""
    book, opened = Book.objects.get(code=TRANSFER), at("01-05T09:00")
    scheme = ledger.register_scheme(
        by=APPROVER,
        at=opened,
        book=book,
        code=figures.scheme,
        name=figures.name,
        name_en=figures.name_en,
    )
    ledger.appropriate(
        warrant=warranted(opened, on("01-05")),
        book=book,
        year=TODAY.year,
        source=FundSource.CITY,
        doc_no=figures.doc_no,
        amount_fen=figures.budget_wan * WAN,
    )
    ledger.allot(
        warrant=warranted(opened, on("01-05")),
        appropriation=book.appropriations.get(year=TODAY.year, doc_no=figures.doc_no),
        scheme=scheme,
        amount_fen=figures.budget_wan * WAN,
    )
    return BudgetLine.objects.get(scheme=scheme)
