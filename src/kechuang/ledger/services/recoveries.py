"""Claw-back: the decision with its reason, and the money as it comes in."""

from __future__ import annotations

from django.db import transaction

from kechuang.base.errors import Text, invalid
from kechuang.ledger.models import BankRow, Book, ClawBack, FundShare, Voucher
from kechuang.ledger.refusals import NOT_POSTED, yuan
from kechuang.ledger.serials import one_serial
from kechuang.ledger.services.books import new_account
from kechuang.ledger.services.budget import require_positive
from kechuang.ledger.services.entries import Entry, Order, Warrant
from kechuang.ledger.services.grants import source_words
from kechuang.ledger.services.posting import post, posted_before
from kechuang.ledger.states import AccountRole, Kind


@transaction.atomic
def decide_claw_back(
    *, warrant: Warrant, share: FundShare, amount_fen: int, reason: str, decision: str
) -> Voucher:
    """Ask back part of what ``share`` paid; never more than was paid and not asked back yet."""
    require_positive(amount_fen)
    _require_reason(share, reason, decision)
    content = {"share": share.pk, "amount_fen": amount_fen, "reason": reason, "decision": decision}
    grant = share.grant
    order = Order(
        warrant, grant.scheme.book, "decide_claw_back", content, decision, grant.rule_version
    )
    if earlier := posted_before(order):
        return earlier
    claw_back = _claw_back(warrant, share, amount_fen, reason, decision)
    entry = Entry(
        kind=Kind.CLAIM_BACK,
        debit=share.paid or claw_back.recovered,
        credit=claw_back.recoverable,
        amount_fen=amount_fen,
        reference=f"claw_back:{claw_back.pk}",
    )
    said = Text(
        f"{grant.number} 追回 {yuan(amount_fen)} 元：{reason}",
        f"{grant.number}: {yuan(amount_fen)} yuan asked back: {reason}",
    )
    return post(order, [entry], said, sealed=[claw_back])


@transaction.atomic
def record_recovery(
    *, warrant: Warrant, claw_back: ClawBack, amount_fen: int, serial: str
) -> Voucher:
    """Money came back under the bank's number ``serial``; the same number counts once, whatever
    its case, width and blanks.

    Raises ``InvalidInput`` where a statement of the bank has that number and says otherwise.
    """
    require_positive(amount_fen)
    grant = claw_back.share.grant
    content = {"claw_back": claw_back.pk, "amount_fen": amount_fen, "serial": serial}
    order = Order(warrant, grant.scheme.book, "record_recovery", content, claw_back.decision)
    if earlier := posted_before(order):
        return earlier
    _require_as_the_bank_says(order.book, amount_fen, serial)
    entry = Entry(
        kind=Kind.RECOVER,
        debit=claw_back.recoverable,
        credit=claw_back.recovered,
        amount_fen=amount_fen,
        reference=f"recovery:{one_serial(serial)}",
    )
    said = Text(
        f"{grant.number} 追回到账 {yuan(amount_fen)} 元（{serial}）",
        f"{grant.number}: {yuan(amount_fen)} yuan came back ({serial})",
    )
    return post(order, [entry], said)


def _require_as_the_bank_says(book: Book, amount_fen: int, serial: str) -> None:
    """Where the bank's statement is here already, its row is what came back."""
    written = {serial.strip(), one_serial(serial), one_serial(serial).lower()}
    known = BankRow.objects.standing().filter(statement__book=book, serial__in=written)
    rows = list(known)
    if not rows or any(row.is_in and row.amount_fen >= amount_fen for row in rows):
        return
    raise invalid(
        NOT_POSTED,
        f"对账单上的流水 {serial} 不是收入，或金额小于 {yuan(amount_fen)} 元",
        f"row {serial} of the bank's statement is no receipt, or is of less than "
        f"{yuan(amount_fen)} yuan",
        Text("请按银行流水核对到账金额和流水号", "Compare amount and number with the bank's row"),
    )


def _require_reason(share: FundShare, reason: str, decision: str) -> None:
    if share.paid_id is None or not reason.strip() or not decision.strip():
        raise invalid(
            NOT_POSTED,
            "追回须针对财政资金，并写明原因和决定文号",
            "a claw-back needs a public fund, a reason and the document of the decision",
            Text("请补充原因与文号", "Give the reason and the document"),
        )


def _claw_back(
    warrant: Warrant, share: FundShare, amount_fen: int, reason: str, decision: str
) -> ClawBack:
    key = f"{share.grant.number}/{share.position}/{warrant.request_id.hex[:12]}"
    name = f"{share.grant.number} {source_words(share).zh}"
    book = share.grant.scheme.book
    asked = new_account(book, role=AccountRole.RECOVERABLE, key=key, name=f"{name}应追回")
    back = new_account(book, role=AccountRole.RECOVERED, key=key, name=f"{name}已收回")
    return ClawBack.objects.create(
        share=share,
        amount_fen=amount_fen,
        reason=reason,
        decision=decision,
        decided_on=warrant.on,
        recoverable=asked,
        recovered=back,
    )
