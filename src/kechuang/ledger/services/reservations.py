"""Holding budget back for a time: reserved, then posted in whole or part, voided, or expired."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from kechuang.base.errors import Text, invalid
from kechuang.base.registry.wording import both_languages
from kechuang.ledger.models import BudgetLine, Transfer, Voucher
from kechuang.ledger.refusals import NOT_POSTED, already_done, past_its_day, yuan
from kechuang.ledger.selectors.budget import open_reservations
from kechuang.ledger.services.books import open_account
from kechuang.ledger.services.budget import refuse_pro_rata, require_positive
from kechuang.ledger.services.entries import Entry, Order, Resolution, Warrant
from kechuang.ledger.services.posting import post, posted_before
from kechuang.ledger.states import AccountRole, Kind, Phase


@transaction.atomic
def reserve_budget(
    *, warrant: Warrant, line: BudgetLine, amount_fen: int, purpose: str, expires_at: datetime
) -> Voucher:
    """Hold ``amount_fen`` of a line until ``expires_at``, for example during publicity (公示).

    Raises ``GivenOutTogether`` for a line that is given out pro rata.
    """
    require_positive(amount_fen)
    content = {
        "line": line.pk,
        "amount_fen": amount_fen,
        "purpose": purpose,
        "expires_at": expires_at.isoformat(),
    }
    order = Order(warrant, line.scheme.book, "reserve_budget", content, purpose)
    if earlier := posted_before(order):
        return earlier
    refuse_pro_rata([line])
    held = open_account(
        line.scheme.book,
        role=AccountRole.OBLIGATION,
        key=f"held/{line.pk}",
        name=f"{line.scheme.name} 预留",
    )
    entry = Entry(
        kind=Kind.RESERVE,
        debit=line.account,
        credit=held,
        amount_fen=amount_fen,
        reference=f"reserve:{warrant.request_id}",
        phase=Phase.PENDING,
        expires_at=expires_at,
    )
    said = Text(
        f"预留 {yuan(amount_fen)} 元：{purpose}", f"{yuan(amount_fen)} yuan reserved: {purpose}"
    )
    return post(order, [entry], said)


@transaction.atomic
def resolve_reservation(
    *, warrant: Warrant, reservation: Transfer, phase: Phase, amount_fen: int | None = None
) -> Voucher:
    """End a reservation: POST (in part with ``amount_fen``), VOID, or EXPIRE once it is due.

    Raises ``AlreadyDone`` if it was resolved before, or posted after it was due.
    """
    content = {"pending": str(reservation.pk), "phase": phase, "amount_fen": amount_fen}
    book = reservation.voucher.book
    order = Order(warrant, book, "resolve_reservation", content, reservation.voucher.decision)
    if earlier := posted_before(order):
        return earlier
    _require_resolvable(reservation, phase, amount_fen, warrant.at)
    ended = both_languages(Phase(phase).label)
    said = Text(
        f"预留 {reservation.voucher} {ended.zh}", f"Reservation {reservation.voucher}: {ended.en}"
    )
    return post(order, [Resolution(reservation, phase, amount_fen).entry()], said)


def freed_for_grant(reservation: Transfer, *, at: datetime) -> list[Entry]:
    """What frees a reservation for the grant it was made for; nothing where it expired before.

    Its day does not end the promise, only the claim on the money: the grant then takes what is
    free. Raises ``AlreadyDone`` for one that was posted or voided.
    """
    ended = Transfer.objects.filter(pending=reservation).first()
    if ended is None:
        phase = Phase.EXPIRE if is_due(reservation, at) else Phase.VOID
        return [Resolution(reservation, phase).entry()]
    if ended.phase == Phase.EXPIRE:
        return []
    raise already_done("该预留已处理", "the reservation was resolved before")


def due_reservations(*, at: datetime) -> QuerySet[Transfer]:
    """Reservations whose time is over and which nobody resolved, the first to end first."""
    return open_reservations().filter(expires_at__lte=at)


def is_due(reservation: Transfer, at: datetime) -> bool:
    """Whether its last day has passed."""
    return reservation.expires_at is not None and reservation.expires_at <= at


def _require_resolvable(
    reservation: Transfer, phase: Phase, amount_fen: int | None, at: datetime
) -> None:
    if reservation.phase != Phase.PENDING or reservation.kind != Kind.RESERVE:
        raise invalid(
            NOT_POSTED,
            "这不是预算预留",
            "this is no reservation",
            Text("请选择一笔预留", "Choose a reservation"),
        )
    if Transfer.objects.filter(pending=reservation).exists():
        raise already_done("该预留已处理", "the reservation was resolved before")
    due = is_due(reservation, at)
    if phase == Phase.POST and due:
        raise past_its_day(reservation.last_day)
    if phase == Phase.EXPIRE and not due:
        raise already_done("预留尚未到期", "the reservation is not due yet")
    if amount_fen is not None and not 0 < amount_fen <= reservation.amount_fen:
        raise invalid(
            NOT_POSTED,
            f"金额 {yuan(amount_fen)} 元不在预留之内",
            f"{yuan(amount_fen)} yuan is not within the reservation",
            Text("请填写不超过预留的金额", "Give an amount not above the reservation"),
        )
