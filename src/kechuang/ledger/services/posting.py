"""Posting: the one place where money moves.

``opened`` locks the book's year, so that numbers have no gaps and a replay is seen; ``post``
moves running totals by conditional updates and writes voucher, transfers and audit event.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID, uuid5

from django.db import IntegrityError, connection
from django.db.models import Model

from kechuang.base.actors import Actor
from kechuang.base.errors import NotAllowed, Text, invalid, require
from kechuang.base.inserting import insert
from kechuang.engines.seal import digest
from kechuang.ledger.access import can_approve, can_prepare
from kechuang.ledger.models import BookYear, Transfer, Voucher
from kechuang.ledger.refusals import (
    NOT_POSTED,
    already_done,
    no_open_year,
    reused_request,
    same_person,
)
from kechuang.ledger.services.closed_budgets import with_year_end
from kechuang.ledger.services.entries import Entry, Order, Warrant, net_changes
from kechuang.ledger.services.recording import record_sealed
from kechuang.ledger.services.running_totals import move_totals
from kechuang.ledger.services.sealing import accounts_of, opened_accounts
from kechuang.ledger.states import RELEASES

POST = Text("记账", "post to the books")
ONCE = ("transfer_once_per_reference", "kind", "pending_id", "reverses_id")
# Plain SQL, for it is asked once per transfer
REOPENED = """
SELECT COUNT(*) FROM ledger_transfer
WHERE kind = %s AND reference = %s AND (is_red OR phase IN (%s, %s))
"""


def posted_before(order: Order) -> Voucher | None:
    """The voucher of an earlier delivery of the same request.

    Locks the book's year; call it first in a command, before any record is made.
    Raises ``RequestReused`` when the earlier content differs, ``UnknownYear`` without open year.
    """
    require_two_people(order.warrant)
    _locked_year(order)
    requested = Voucher.objects.order_by().filter(request_id=order.warrant.request_id)
    earlier = requested.first()
    if earlier is None:
        return None
    if earlier.request_digest != order.body_digest():
        raise reused_request()
    return earlier


def post(
    order: Order,
    entries: Sequence[Entry],
    summary: Text,
    *,
    reverses: Voucher | None = None,
    sealed: Sequence[Model] = (),
    beside: Iterable[Model] = (),
) -> Voucher:
    """Write one voucher; inside the command's transaction, after ``posted_before``.

    ``sealed`` are the records as the command leaves them; the voucher's event seals them. Those
    that were there before were sealed by events about themselves or the records ``beside`` them.

    Raises ``LimitExceeded`` when an account would be overdrawn or pass its ceiling,
    ``ClosedBudget`` when it touches the budget of a closed year other than by giving back,
    ``AlreadyDone`` when one of the transfers was made, resolved or reversed before, and
    ``AlteredRecord`` when a record to be sealed was changed past the commands.
    """
    _require_one_book(order, entries)
    year = _locked_year(order)
    _refuse_closed(order, year)
    entries = with_year_end(order, year, entries)
    year.last_number += 1
    year.save(update_fields=["last_number"])
    voucher = _voucher(order, year, summary, reverses)
    transfers = [_transfer(voucher, place, entry) for place, entry in enumerate(entries, start=1)]
    move_totals(net_changes(entries))
    _write(voucher, transfers)
    told = [*sealed, *accounts_of(sealed), *opened_accounts(entries)]
    _record(order, voucher, told, beside)
    return voucher


def require_two_people(warrant: Warrant) -> None:
    """Raises ``NotAllowed`` or ``SamePerson`` unless one may prepare and another approve."""
    by, approver = warrant.by, warrant.approver
    if warrant.is_decided:
        _require_persons(by, approver)
    else:
        require(can_prepare(by), POST)
        require(can_approve(approver), Text("复核记账", "approve a posting"))
    if (by.account_id, by.name if by.is_system else "") == (
        approver.account_id,
        approver.name if approver.is_system else "",
    ):
        raise same_person()


def _require_persons(*deciders: Actor) -> None:
    """Nobody decides in the name of the machine."""
    if any(each.account_id is None for each in deciders):
        raise NotAllowed(Text("以系统名义作资金决定", "decide on money in the system's name"))


def _require_one_book(order: Order, entries: Sequence[Entry]) -> None:
    books = {account.book_id for entry in entries for account in (entry.debit, entry.credit)}
    if books != {order.book.pk}:
        raise invalid(
            NOT_POSTED,
            "一张凭证不能跨账套，也不能没有分录",
            "a voucher stays within one book and has at least one transfer",
            Text(
                "请选择同一账套的指标与专项",
                "Choose an appropriation and a scheme of the same book",
            ),
        )


def _locked_year(order: Order) -> BookYear:
    if order.year is None:
        book, year = order.book, order.warrant.on.year
        try:
            order.year = BookYear.objects.select_for_update().get(book=book, year=year)
        except BookYear.DoesNotExist:
            raise no_open_year(book.name, year, is_closed=False) from None
    return order.year


def _refuse_closed(order: Order, year: BookYear) -> None:
    if year.closed_at is not None:
        raise no_open_year(order.book.name, year.year, is_closed=True)


def _voucher(order: Order, year: BookYear, summary: Text, reverses: Voucher | None) -> Voucher:
    return Voucher(
        book=order.book,
        year=year.year,
        number=year.last_number,
        on=order.warrant.on,
        at=order.warrant.at,
        summary=summary.zh,
        summary_en=summary.en,
        command=order.command,
        request_id=order.warrant.request_id,
        request_digest=order.body_digest(),
        actor_id=order.warrant.by.account_id,
        actor_name=order.warrant.by.name,
        approver_id=order.warrant.approver.account_id,
        approver_name=order.warrant.approver.name,
        decision=order.decision,
        rule_version=order.rule_version,
        reverses=reverses,
    )


def _transfer(voucher: Voucher, place: int, entry: Entry) -> Transfer:
    return Transfer(
        id=transfer_id(voucher.request_id, place),
        voucher=voucher,
        position=place,
        debit=entry.debit,
        credit=entry.credit,
        amount_fen=entry.amount_fen,
        kind=entry.kind,
        phase=entry.phase,
        reference=entry.reference,
        round=_round(entry),
        is_red=entry.reverses is not None,
        pending=entry.pending,
        reverses=entry.reverses,
        expires_at=entry.expires_at,
    )


def transfer_id(request_id: UUID, place: int) -> UUID:
    """Made from the client's id, so that a repeated request can never make a second transfer."""
    return uuid5(request_id, str(place))


def _round(entry: Entry) -> int:
    """The same business may be posted again only after its earlier transfer was reversed."""
    earlier = entry.reverses or entry.pending
    if earlier is not None:
        return earlier.round
    with connection.cursor() as cursor:
        cursor.execute(REOPENED, [entry.kind, entry.reference, *RELEASES])
        (reopened,) = cursor.fetchone()
    return 1 + int(reopened)


def _write(voucher: Voucher, transfers: Sequence[Transfer]) -> None:
    """The seal covers the transfers, which are written after the voucher they belong to."""
    body = voucher.head_content() | {"transfers": [each.content() for each in transfers]}
    voucher.seal = digest(body)
    try:
        voucher.save(force_insert=True)
        for transfer in transfers:
            transfer.voucher_id = voucher.pk
        insert(transfers)
    except IntegrityError as clash:
        _explain(clash)
        raise


def _explain(clash: IntegrityError) -> None:
    text = str(clash)
    if "request_id" in text:
        raise reused_request() from clash
    if any(name in text for name in ONCE):
        raise already_done("这笔业务已经记过账", "this transfer was posted before") from clash


def _record(
    order: Order, voucher: Voucher, sealed: Sequence[Model], beside: Iterable[Model]
) -> None:
    payload = {
        "voucher": str(voucher),
        "seal": voucher.seal,
        "summary": voucher.summary,
        "approver": voucher.approver_name,
        "approver_id": voucher.approver_id,
        "decision": voucher.decision,
        "rule_version": voucher.rule_version,
    }
    record_sealed(
        by=order.warrant.by,
        at=order.warrant.at,
        command=order.command,
        target=voucher,
        payload=payload,
        sealed=sealed,
        beside=beside,
    )
