"""One row of an answer file as the answer it gives, or as the reasons why it gives none."""

from __future__ import annotations

from datetime import date

from kechuang.base.errors import InvalidInput, Text
from kechuang.base.identifiers import parse_amount, parse_date
from kechuang.base.sheets import Rejection, Row
from kechuang.ledger.cells import Cells, doubts
from kechuang.ledger.headings import Columns
from kechuang.ledger.services.answers import Answer

TOLD = ("serial", "result", "amount", "on", "reason")
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
    if doubtful := doubts(row, columns):
        return doubtful
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
    amount_fen = 0 if not raw and not is_paid else parse_amount(raw, unit=columns.units["amount"])
    if amount_fen and not is_paid:
        raise _unread(
            Text("退回的支付不应有实付金额", "a payment that came back has no amount paid")
        )
    return amount_fen


def _unread(why: Text) -> InvalidInput:
    return InvalidInput(
        NOT_READ, why, Text("请按国库回单核对该行", "Compare the row with the treasury's answer")
    )
