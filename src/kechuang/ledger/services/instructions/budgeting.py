"""Instructions about appropriations, budget lines, reservations, rounds and ceilings."""

from __future__ import annotations

from kechuang.ledger.models import (
    Account,
    Appropriation,
    Book,
    BudgetLine,
    Scheme,
    Transfer,
    Voucher,
)
from kechuang.ledger.selectors.claim_rounds import claim_rounds
from kechuang.ledger.services.allotting import allot_claims
from kechuang.ledger.services.budget import allot, appropriate
from kechuang.ledger.services.ceilings import set_ceiling
from kechuang.ledger.services.entries import Warrant
from kechuang.ledger.services.instructions.contents import Content, read_uuid
from kechuang.ledger.services.reservations import reserve_budget, resolve_reservation
from kechuang.ledger.states import Distribution, FundSource, Phase

LINES = BudgetLine.objects.select_related("scheme__book", "account")


def appropriate_funds(warrant: Warrant, content: Content) -> Voucher:
    """``book`` (code), ``year``, ``source``, ``doc_no``, ``amount_fen``."""
    return appropriate(
        warrant=warrant,
        book=content.one("book", Book.objects.all(), by="code"),
        year=content.whole("year"),
        source=content.choice("source", FundSource),
        doc_no=content.text("doc_no"),
        amount_fen=content.whole("amount_fen"),
    )


def allot_budget(warrant: Warrant, content: Content) -> Voucher:
    """``appropriation`` (pk), ``scheme`` (code), ``amount_fen``, ``distribution``."""
    return allot(
        warrant=warrant,
        appropriation=content.one("appropriation", Appropriation.objects.all()),
        scheme=content.one("scheme", Scheme.objects.select_related("book"), by="code"),
        amount_fen=content.whole("amount_fen"),
        distribution=content.choice("distribution", Distribution),
    )


def allot_round(warrant: Warrant, content: Content) -> Voucher:
    """``round`` (pk), ``decision``, ``working`` (the digest of what the preparer saw)."""
    return allot_claims(
        warrant=warrant,
        claim_round=content.one("round", claim_rounds()),
        decision=content.text("decision"),
        working=content.text("working"),
    )


def change_ceiling(warrant: Warrant, content: Content) -> Account:
    """``account`` (pk), ``was_fen``, ``ceiling_fen`` (null: none), ``reason``."""
    return set_ceiling(
        warrant=warrant,
        account=content.one("account", Account.objects.all()),
        was_fen=content.whole_or_none("was_fen"),
        ceiling_fen=content.whole_or_none("ceiling_fen"),
        reason=content.text("reason"),
    )


def hold_budget(warrant: Warrant, content: Content) -> Voucher:
    """``line`` (pk), ``amount_fen``, ``purpose``, ``expires_at`` (instant with its zone)."""
    return reserve_budget(
        warrant=warrant,
        line=content.one("line", LINES),
        amount_fen=content.whole("amount_fen"),
        purpose=content.text("purpose"),
        expires_at=content.instant("expires_at"),
    )


def end_reservation(warrant: Warrant, content: Content) -> Voucher:
    """``pending`` (transfer id), ``phase``, ``amount_fen`` (null: in whole)."""
    return resolve_reservation(
        warrant=warrant,
        reservation=reservation_of(content, "pending"),
        phase=content.choice("phase", Phase),
        amount_fen=content.whole_or_none("amount_fen"),
    )


def reservation_of(content: Content, name: str) -> Transfer:
    held = Transfer.objects.select_related("voucher__book", "debit", "credit")
    key = read_uuid(content.values.get(name), name)
    return Content({name: key}).one(name, held)
