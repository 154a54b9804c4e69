"""What the fictional city accepted and paid, with one refusal, one part payment, one claw-back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import uuid4

from kechuang.demo.money.figures import CURRENT_YEAR, HIGH_TECH
from kechuang.demo.money.people import CHECKER, PREPARER, warranted
from kechuang.ledger import services as ledger
from kechuang.ledger.models import Book, PaymentItem, PaymentRun, Tranche, TrancheShare
from kechuang.ledger.services import Answer
from kechuang.ledger.states import Condition

QUARTER_ENDS = ((3, 31), (6, 30), (9, 30), (11, 15))
NOT_YET = 5


def spend_year(at: datetime, year: int) -> None:
    """Accept what is due by each quarter, pay it in one run per book, settle all but the last."""
    for month, day in QUARTER_ENDS:
        on = date(year, month, day)
        _accept_due(at, on)
        for book in Book.objects.order_by("code"):
            _pay(at, on, book, is_last=(month, year) == (11, CURRENT_YEAR))
    if year == CURRENT_YEAR:
        _claw_back(at, year)


def _accept_due(at: datetime, on: date) -> None:
    """Every fifth milestone is late, so that the demo has tranches that still wait."""
    waiting = Tranche.objects.filter(
        accepted_on__isnull=True, due_on__lte=on, grant__granted_on__lte=on
    )
    for place, tranche in enumerate(waiting.select_related("grant__scheme__book")):
        is_late = tranche.condition != Condition.CONTRACT and place % NOT_YET == 0
        if not is_late:
            document = f"云科验示例〔{on.year}〕{tranche.pk}号"
            ledger.accept_tranche(warrant=warranted(at, on), tranche=tranche, acceptance=document)


def _pay(at: datetime, on: date, book: Book, *, is_last: bool) -> None:
    parts = _payable_parts(book)
    if not parts:
        return
    run = ledger.draft_run(by=PREPARER, at=at, book=book, request_id=uuid4(), parts=parts)
    if is_last and book.code == HIGH_TECH:
        return
    run = ledger.check_run(by=CHECKER, at=at, run=run)
    ledger.approve_run(warrant=warranted(at, on), run=run)
    if not is_last:
        _settle(at, on + timedelta(days=3), run)


def _payable_parts(book: Book) -> list[TrancheShare]:
    parts = TrancheShare.objects.filter(
        tranche__grant__scheme__book=book, accepted__credits_posted_fen__gt=0
    )
    return [part for part in parts.select_related("accepted") if _is_free(part)]


def _is_free(part: TrancheShare) -> bool:
    return part.accepted is not None and part.accepted.free_fen > 0


def _settle(at: datetime, on: date, run: PaymentRun) -> None:
    """The first payment of a run is refused, the second paid in part, all others in full."""
    items: Sequence[PaymentItem] = list(run.items.order_by("number"))
    answers = [_answer(item, place, on) for place, item in enumerate(items)]
    ledger.record_answers(warrant=warranted(at, on), run=run, answers=answers)


def _answer(item: PaymentItem, place: int, on: date) -> Answer:
    serial = f"HD{item.number}"
    if place == 0:
        return Answer(item.number, serial, False, 0, on, "收款账号与户名不符（虚构示例）")
    paid = item.amount_fen // 2 if place == 1 else item.amount_fen
    return Answer(item.number, serial, True, paid, on)


def _claw_back(at: datetime, year: int) -> None:
    """One fictional grant has to give back a tenth; half of that has come in."""
    paid = PaymentItem.objects.filter(
        state="paid",
        part__share__grant__scheme__code="challenge",
        part__share__grant__granted_on__year=year,
    )
    share = paid.select_related("part__share").order_by("number")[0].part.share
    if share.paid is None:
        return
    tenth = share.paid.balance_fen // 10
    ledger.decide_claw_back(
        warrant=warranted(at, date(year, 10, 20)),
        share=share,
        amount_fen=tenth,
        reason="负面清单支出（虚构示例）",
        decision=f"云科追示例〔{year}〕1号",
    )
    ledger.record_recovery(
        warrant=warranted(at, date(year, 11, 10)),
        claw_back=share.claw_backs.get(),
        amount_fen=tenth // 2,
        serial=f"SK{year}-0001",
    )
