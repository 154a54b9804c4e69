"""An earlier grant as refusals and pages tell it: who gave it, what was paid, when and how."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kechuang.base.actors import Actor
from kechuang.engines.wording import Text
from kechuang.ledger.access import can_read_books
from kechuang.ledger.models import Grant, PaymentItem
from kechuang.ledger.refusals import yuan
from kechuang.ledger.states import ItemState

NOT_PAID = Text("尚未支付", "nothing was paid yet")


@dataclass(frozen=True)
class Earlier:
    """``payments`` are those that the treasury confirmed, each with its answer (国库回单)."""

    grant: Grant
    payments: tuple[PaymentItem, ...]

    @property
    def paid_fen(self) -> int:
        return sum(item.paid_fen for item in self.payments)

    @property
    def department(self) -> str:
        """The department whose book paid; the book where it is nobody's own."""
        book = self.grant.scheme.book
        return book.department.name if book.department else book.name


def with_payments(grants: Iterable[Grant]) -> list[Earlier]:
    """Each grant with what was paid on it, the earliest payment first."""
    told = list(grants)
    paid = PaymentItem.objects.filter(part__tranche__grant__in=told, state=ItemState.PAID)
    items = list(paid.select_related("answer", "part__tranche").order_by("paid_on", "number"))
    return [
        Earlier(grant, tuple(item for item in items if item.part.tranche.grant_id == grant.pk))
        for grant in told
    ]


def granted_in_words(earlier: Earlier, reader: Actor) -> Text:
    """Who granted what; sums, payments and receipts only for those who read the books."""
    grant, scheme = earlier.grant, earlier.grant.scheme
    given = Text(
        f"“{scheme.name}”（{earlier.department}，{scheme.book.name}）",
        f"{scheme.name_en} ({earlier.department}, {scheme.book.name_en})",
    )
    if not can_read_books(reader):
        paid = NOT_PAID if not earlier.payments else Text("已有支付", "some of it was paid")
        return Text(f"{given.zh}立项，{paid.zh}", f"under {given.en}; {paid.en}")
    paid = paid_in_words(earlier)
    return Text(
        f"{given.zh}立项 {grant.number}，{grant.decision}，{paid.zh}",
        f"as {grant.number} under {given.en}, {grant.decision}; {paid.en}",
    )


def paid_in_words(earlier: Earlier) -> Text:
    """Sum, payment numbers, days and receipts."""
    if not earlier.payments:
        return NOT_PAID
    total = yuan(earlier.paid_fen)
    zh = "；".join(_payment(item, "回单") for item in earlier.payments)
    en = "; ".join(_payment(item, "receipt") for item in earlier.payments)
    return Text(f"已支付 {total} 元（{zh}）", f"{total} yuan were paid ({en})")


def _payment(item: PaymentItem, receipt: str) -> str:
    serial = item.answer.serial if hasattr(item, "answer") else "—"
    return f"{item.number} {item.paid_on} {yuan(item.paid_fen)} {receipt} {serial}"
