"""One row of an answer file as the answer it gives, or as the reasons why it gives none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from kechuang.base.errors import InvalidInput, Refusal, Text
from kechuang.base.identifiers import parse_amount, parse_date
from kechuang.base.sheets import Rejection, Row
from kechuang.ledger.answers.columns import Columns
from kechuang.ledger.services.answers import Answer

Value = TypeVar("Value")
TOLD = ("serial", "result", "amount", "on", "reason")
HARMLESS = "invisible"
PAID_WORDS = frozenset(("已支付", "支付成功", "已付", "成功", "paid", "success", "successful"))
REFUSED_WORDS = frozenset(
    ("退回", "已退回", "被退回", "退票", "支付失败", "失败", "refused", "failed")
)
NOT_READ = Text("回单未读入", "The answer was not read")


def is_unanswered(row: Row, columns: Columns) -> bool:
    """A blank row, or a payment beside which nothing was filled in yet."""
    told = [name for name in TOLD if name in columns.places]
    labels = {columns.labels[name] for name in told}
    is_noted = any(note.column in labels for note in row.notes)
    return not is_noted and not any(row.cells[columns.places[name]].strip() for name in told)


def read_answer(row: Row, columns: Columns) -> Answer | tuple[Rejection, ...]:
    """The row's answer, or every reason against it."""
    used = set(columns.labels.values())
    doubtful = [n for n in row.notes if n.code != HARMLESS and n.column in {*used, ""}]
    if doubtful:
        return tuple(Rejection(row.number, note.column, note.text) for note in doubtful)
    cells = Cells(row, columns)
    is_paid = cells.read("result", _is_paid, default=False)
    answer = Answer(
        number=cells.read("number", _given, default=""),
        serial=cells.read("serial", _given, default=""),
        is_paid=is_paid,
        amount_fen=cells.read("amount", lambda raw: _amount(raw, is_paid, columns), default=0),
        on=cells.read("on", lambda raw: parse_date(raw).exact_day(), default=date.min),
        reason=cells.text("reason"),
    )
    return tuple(cells.rejections) or answer


class Cells:
    """The cells of a row by the name of their column; what cannot be read is remembered."""

    def __init__(self, row: Row, columns: Columns) -> None:
        self.row, self.columns = row, columns
        self.rejections: list[Rejection] = []

    def text(self, name: str) -> str:
        place = self.columns.places.get(name)
        return "" if place is None else self.row.cells[place].strip()

    def read(self, name: str, parse: Callable[[str], Value], *, default: Value) -> Value:
        try:
            return parse(self.text(name))
        except Refusal as refusal:
            self.rejections.append(
                Rejection(self.row.number, self.columns.labels[name], in_one_sentence(refusal))
            )
            return default


def in_one_sentence(refusal: Refusal) -> Text:
    return Text(refusal.said_in("zh"), refusal.said_in("en"))


def _given(raw: str) -> str:
    if raw:
        return raw
    raise _unread(Text("单元格是空的", "the cell is blank"))


def _is_paid(raw: str) -> bool:
    word = raw.casefold()
    if word in PAID_WORDS or word in REFUSED_WORDS:
        return word in PAID_WORDS
    raise _unread(
        Text(f"办理结果“{raw[:20]}”不明，应为“已支付”或“退回”", f"“{raw[:20]}” is unclear")
    )


def _amount(raw: str, is_paid: bool, columns: Columns) -> int:
    """What was paid; a payment that came back has no amount, or zero."""
    amount_fen = 0 if not raw and not is_paid else parse_amount(raw, unit=columns.unit)
    if amount_fen and not is_paid:
        raise _unread(
            Text("退回的支付不应有实付金额", "a payment that came back has no amount paid")
        )
    return amount_fen


def _unread(why: Text) -> InvalidInput:
    return InvalidInput(
        NOT_READ, why, Text("请按国库回单核对该行", "Compare the row with the treasury's answer")
    )
