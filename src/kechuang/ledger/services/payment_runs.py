"""Payment runs: drafted by one person, checked by a second, approved by a third."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, stated
from kechuang.base.registry.numbers import open_series, take_numbers
from kechuang.base.turns import take_turn
from kechuang.ledger.access import can_approve, can_prepare, is_person
from kechuang.ledger.models import (
    Account,
    Book,
    PayeeAccount,
    PaymentItem,
    PaymentRun,
    PaymentSeries,
    TrancheShare,
)
from kechuang.ledger.refusals import (
    NOT_POSTED,
    AlreadyDone,
    already_done,
    reused_request,
    same_person,
)
from kechuang.ledger.selectors.list_digests import digest_of
from kechuang.ledger.selectors.payees import payee_of
from kechuang.ledger.services.alterations import (
    alterations_reported,
    refuse_altered_payments,
)
from kechuang.ledger.services.own_money import refuse_own_run
from kechuang.ledger.services.recording import record_sealed
from kechuang.ledger.states import LIVE_ITEM_STATES, ItemState, RunState

RUN_PREFIX, ITEM_PREFIX = "ZF", "FK"


def draft_run(
    *, by: Actor, at: datetime, book: Book, request_id: UUID, parts: Sequence[TrancheShare]
) -> PaymentRun:
    """List what is accepted and not yet paid, for the treasury; the same request again is the same.

    Raises ``InvalidInput`` for a part without accepted money or a confirmed bank account,
    ``AlreadyDone`` for one that another run already lists, and ``AlteredRecord`` for a bank
    account or grant that is not as the audit chain sealed it.
    """
    require(can_prepare(by), Text("编制支付批次", "draft a payment run"))
    with alterations_reported(by=by, at=at):
        return _draft(by, at, book, request_id, parts)


@transaction.atomic
def _draft(
    by: Actor, at: datetime, book: Book, request_id: UUID, parts: Sequence[TrancheShare]
) -> PaymentRun:
    wanted = sorted(part.pk for part in parts)
    take_turn(f"payment run {request_id}")
    if earlier := _drafted_before(request_id, wanted):
        return earlier
    locked = _locked_parts(wanted, book)
    _refuse_listed(wanted)
    run = _new_run(by, at, book, request_id)
    payees = [_confirmed_payee(part) for part in locked]
    refuse_altered_payments(locked, payees)
    items = _items(run, locked, payees, at)
    run.list_digest = digest_of(items)
    _save(run, items)
    payload = {"run": run.number, "list_digest": run.list_digest, "items": len(items)}
    record_sealed(
        by=by, at=at, command="draft_run", target=run, payload=payload, sealed=[run, *items]
    )
    return run


@transaction.atomic
def check_run(*, by: Actor, at: datetime, run: PaymentRun) -> PaymentRun:
    """First approval, by another person than the drafter; the list must be what was drafted."""
    require(can_approve(by), Text("初审支付批次", "check a payment run"))
    current = locked_run(run, RunState.DRAFTED)
    refuse_if_same(by, current.drafted_by_id, current.drafted_by_name)
    refuse_own_run([by], current)
    require_unchanged(current)
    current.checked_by_id, current.checked_by_name, current.checked_at = by.account_id, by.name, at
    current.state = RunState.CHECKED
    current.save(update_fields=["checked_by_id", "checked_by_name", "checked_at", "state"])
    payload = {"run": current.number, "list_digest": current.list_digest}
    record_sealed(
        by=by, at=at, command="check_run", target=current, payload=payload, sealed=[current]
    )
    return current


@transaction.atomic
def withdraw_run(*, by: Actor, at: datetime, run: PaymentRun, reason: str) -> PaymentRun:
    """Take back a run that was not sent yet; what it listed is free for another run."""
    require(can_prepare(by), Text("撤回支付批次", "withdraw a payment run"))
    said = stated(NOT_POSTED, reason)
    current = locked_run(run, RunState.DRAFTED, RunState.CHECKED)
    items = list(current.items.all())
    for item in items:
        item.state = ItemState.WITHDRAWN
    PaymentItem.objects.bulk_update(items, ["state"])
    current.state = RunState.WITHDRAWN
    current.save(update_fields=["state"])
    payload = {"run": current.number, "reason": said}
    record_sealed(
        by=by,
        at=at,
        command="withdraw_run",
        target=current,
        payload=payload,
        sealed=[current, *items],
    )
    return current


def locked_run(run: PaymentRun, *states: RunState) -> PaymentRun:
    current = PaymentRun.objects.select_for_update().get(pk=run.pk)
    if current.state not in states:
        label = current.get_state_display()
        raise already_done(f"该批次现为“{label}”", f"the run is {current.state} now")
    return current


def refuse_if_same(by: Actor, account_id: int | None, name: str) -> None:
    if is_person(by, account_id, name):
        raise same_person()


def require_unchanged(run: PaymentRun) -> None:
    """The list that is approved is the list that was drafted."""
    if digest_of(run.items.all()) != run.list_digest:
        raise already_done("清单与编制时不一致", "the list differs from what was drafted")


def _drafted_before(request_id: UUID, wanted: list[int]) -> PaymentRun | None:
    earlier = PaymentRun.objects.filter(request_id=request_id).first()
    if earlier and sorted(earlier.items.values_list("part_id", flat=True)) != wanted:
        raise reused_request()
    return earlier


def _new_run(by: Actor, at: datetime, book: Book, request_id: UUID) -> PaymentRun:
    series = open_series(PaymentSeries, prefix=RUN_PREFIX, year=localtime(at).year)
    return PaymentRun(
        number=take_numbers(series, 1)[0],
        book=book,
        request_id=request_id,
        state=RunState.DRAFTED,
        drafted_by_id=by.account_id,
        drafted_by_name=by.name,
        drafted_at=at,
    )


def _locked_parts(wanted: list[int], book: Book) -> list[TrancheShare]:
    parts = TrancheShare.objects.select_for_update(of=("self",)).filter(
        pk__in=wanted, tranche__grant__scheme__book=book, accepted__isnull=False
    )
    found = list(parts.select_related("share", "tranche__grant__party").order_by("pk"))
    if found and len(found) == len(wanted):
        _lock_accepted_money(found)
        return found
    raise invalid(
        NOT_POSTED,
        "清单为空，或有条目不属于本账套的财政资金",
        "the list is empty or holds something that is not public money of this book",
        Text("请只选择本账套已验收的节点", "Choose accepted tranches of this book only"),
    )


def _refuse_listed(wanted: list[int]) -> None:
    """In words, before numbers are taken; the database refuses it all the same."""
    if PaymentItem.objects.filter(part__in=wanted, state__in=LIVE_ITEM_STATES).exists():
        raise _listed_elsewhere()


def _lock_accepted_money(parts: Sequence[TrancheShare]) -> None:
    """Read what is free only once nobody else can move it: PostgreSQL answers a statement that
    waited for a part with the money as it was before it waited."""
    locked = Account.objects.select_for_update().filter(pk__in=[each.accepted_id for each in parts])
    accounts: dict[int | None, Account] = {each.pk: each for each in locked.order_by("pk")}
    for part in parts:
        part.accepted = accounts[part.accepted_id]


def _items(
    run: PaymentRun, parts: list[TrancheShare], payees: list[PayeeAccount], at: datetime
) -> list[PaymentItem]:
    series = open_series(PaymentSeries, prefix=ITEM_PREFIX, year=localtime(at).year)
    numbers = take_numbers(series, len(parts))
    return [_item(run, *each) for each in zip(parts, payees, numbers, strict=True)]


def _item(run: PaymentRun, part: TrancheShare, payee: PayeeAccount, number: str) -> PaymentItem:
    free = part.accepted.free_fen if part.accepted else 0
    if free <= 0:
        raise invalid(
            NOT_POSTED,
            f"“{part}”没有已验收未支付的金额",
            f"“{part}” has nothing accepted and unpaid",
            Text("请先验收该节点", "Accept the tranche first"),
        )
    return PaymentItem(
        run=run,
        number=number,
        part=part,
        amount_fen=free,
        holder=payee.holder,
        bank=payee.bank,
        account_number=payee.number,
        state=ItemState.DRAFTED,
    )


def _confirmed_payee(part: TrancheShare) -> PayeeAccount:
    party = part.tranche.grant.party
    if payee := payee_of(party):
        return payee
    raise invalid(
        NOT_POSTED,
        f"“{party.name}”没有经核对的收款账户",
        f"{party.name} has no confirmed bank account",
        Text(
            "请该单位登记收款账户，并由财务人员核对",
            "Let the party enter its account and a treasurer confirm it",
        ),
    )


def _save(run: PaymentRun, items: list[PaymentItem]) -> None:
    try:
        with transaction.atomic():
            run.save(force_insert=True)
            PaymentItem.objects.bulk_create(items)
    except IntegrityError as clash:
        raise _listed_elsewhere() from clash


def _listed_elsewhere() -> AlreadyDone:
    return already_done(
        "有条目已在另一未结批次中", "something is listed in another open run already"
    )
