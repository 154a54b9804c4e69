"""One answer of the treasury to one payment, and whether it can be true."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kechuang.base.errors import Text, invalid
from kechuang.ledger.models import PaymentItem, TreasuryAnswer
from kechuang.ledger.refusals import NOT_POSTED, already_done, yuan
from kechuang.ledger.states import ItemState

LONGEST_SERIAL, LONGEST_REASON = 60, 300


@dataclass(frozen=True)
class Answer:
    """One line of the treasury: ``serial`` is its own number; ``amount_fen`` what it paid."""

    number: str
    serial: str
    is_paid: bool
    amount_fen: int
    on: date
    reason: str = ""

    def as_row(self) -> list[object]:
        return [self.number, self.serial, self.is_paid, self.amount_fen, self.on.isoformat()]


def require_possible(item: PaymentItem, answer: Answer) -> None:
    """Refuse what contradicts the known answer, was not asked, or could not be kept."""
    _require_fitting(answer)
    known = getattr(item, "answer", None)
    if known is not None and _row(known) != answer.as_row():
        raise already_done(
            f"{item.number} 已有回单 {known.serial}，内容不同",
            f"{item.number} has answer {known.serial} with other content",
        )
    if known is None and item.state != ItemState.SENT:
        raise already_done(f"{item.number} 未送国库", f"{item.number} was not sent")
    if answer.is_paid and not 0 < answer.amount_fen <= item.amount_fen:
        raise invalid(
            NOT_POSTED,
            f"{item.number} 回单金额 {yuan(answer.amount_fen)} 元，应付 {yuan(item.amount_fen)} 元",
            f"{item.number}: {yuan(answer.amount_fen)} yuan answered, {yuan(item.amount_fen)} due",
            Text("请向国库核实该回单", "Ask the treasury about this answer"),
        )


def require_past(answers: Iterable[Answer], *, today: date) -> None:
    """The treasury answers nothing on a day that has not come."""
    for answer in answers:
        if answer.on > today:
            raise invalid(
                NOT_POSTED,
                f"{answer.number} 的回单日期 {answer.on} 在今天 {today} 之后",
                f"{answer.number} is answered on {answer.on}, after today, {today}",
                Text("请按国库回单核对日期", "Compare the day with the treasury's answer"),
            )


def _row(known: TreasuryAnswer) -> list[object]:
    number = known.item.number
    return [number, known.serial, known.is_paid, known.amount_fen, known.on.isoformat()]


def _require_fitting(answer: Answer) -> None:
    is_serial = len(answer.serial.strip()) > 0 and len(answer.serial) <= LONGEST_SERIAL
    is_reason = len(answer.reason) <= LONGEST_REASON
    if is_serial and is_reason and "\0" not in answer.serial + answer.reason:
        return
    raise invalid(
        NOT_POSTED,
        f"{answer.number} 的回单号为空或超过 {LONGEST_SERIAL} 字，或原因超过 {LONGEST_REASON} 字",
        f"{answer.number}: the treasury's number is blank or longer than {LONGEST_SERIAL}, or the "
        f"reason longer than {LONGEST_REASON}",
        Text("请按国库回单填写", "Fill it in as the treasury's answer says"),
    )
