"""Instructions that ask money back, reverse a voucher or close a year."""

from __future__ import annotations

from kechuang.ledger.models import Book, BookYear, ClawBack, FundShare, PaymentItem, Voucher
from kechuang.ledger.services.entries import Warrant
from kechuang.ledger.services.instructions.contents import Content
from kechuang.ledger.services.recoveries import decide_claw_back, record_recovery
from kechuang.ledger.services.returning import record_bank_return
from kechuang.ledger.services.reversals import reverse_voucher
from kechuang.ledger.services.year_end import close_year


def claw_back(warrant: Warrant, content: Content) -> Voucher:
    """``share`` (pk), ``amount_fen``, ``reason``, ``decision``."""
    return decide_claw_back(
        warrant=warrant,
        share=content.one("share", FundShare.objects.select_related("grant__scheme__book", "paid")),
        amount_fen=content.whole("amount_fen"),
        reason=content.text("reason"),
        decision=content.text("decision"),
    )


def recover(warrant: Warrant, content: Content) -> Voucher:
    """``claw_back`` (pk), ``amount_fen``, ``serial`` (the bank's number)."""
    claims = ClawBack.objects.select_related(
        "share__grant__scheme__book", "recoverable", "recovered"
    )
    return record_recovery(
        warrant=warrant,
        claw_back=content.one("claw_back", claims),
        amount_fen=content.whole("amount_fen"),
        serial=content.text("serial"),
    )


def bring_back(warrant: Warrant, content: Content) -> Voucher:
    """``item`` (number), ``serial`` (the bank's number), ``reason``."""
    return record_bank_return(
        warrant=warrant,
        item=content.one("item", PaymentItem.objects.select_related("run__book"), by="number"),
        serial=content.text("serial"),
        reason=content.text("reason"),
    )


def reverse(warrant: Warrant, content: Content) -> Voucher:
    """``voucher`` (pk), ``reason``."""
    return reverse_voucher(
        warrant=warrant,
        voucher=content.one("voucher", Voucher.objects.select_related("book")),
        reason=content.text("reason"),
    )


def close(warrant: Warrant, content: Content) -> BookYear:
    """``book`` (code), ``carry_over``, ``carry_released`` (not given: it lapses); the year is the
    one of the day of the books."""
    return close_year(
        warrant=warrant,
        book=content.one("book", Book.objects.all(), by="code"),
        carry_over=content.flag("carry_over"),
        carry_released=content.flag_or("carry_released", absent=False),
    )
