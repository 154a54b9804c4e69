"""One row of a statement as the movement it tells, or as the reasons why it tells none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kechuang.base.errors import InvalidInput, Text
from kechuang.base.identifiers import parse_amount, parse_date
from kechuang.base.sheets import Rejection, Row
from kechuang.engines.seal import digest
from kechuang.ledger.bank_files.columns import STATEMENT, is_split
from kechuang.ledger.cells import Cells, doubts
from kechuang.ledger.headings import Columns

IN_WORDS = frozenset(("收入", "收", "收款", "贷", "贷方", "入账", "in", "credit", "c"))
OUT_WORDS = frozenset(("支出", "支", "付", "付款", "借", "借方", "出账", "out", "debit", "d"))
LONGEST = {"serial": 60, "name": 200, "account": 60, "remark": 300}
CHECK = Text("请按银行对账单核对该行", "Compare the row with the bank's statement")


@dataclass(frozen=True)
class BankLine:
    """One movement; ``row`` is its place in the file."""

    row: int
    serial: str
    on: date
    is_in: bool
    amount_fen: int
    counterparty: str
    counterparty_account: str
    remark: str
    balance_fen: int

    @property
    def signed_fen(self) -> int:
        return self.amount_fen if self.is_in else -self.amount_fen

    @property
    def digest(self) -> str:
        """Of all that the bank says of it, wherever it stands in a file."""
        told = (self.serial, self.on.isoformat(), self.is_in, self.amount_fen, self.balance_fen)
        return digest([*told, self.counterparty, self.counterparty_account, self.remark])


def read_line(row: Row, columns: Columns) -> BankLine | tuple[Rejection, ...]:
    """The row's movement, or every reason against it."""
    if doubtful := doubts(row, columns):
        return doubtful
    cells = Cells(row, columns)
    is_in, amount_fen = _moved(cells, columns)
    line = BankLine(
        row=row.number,
        serial=cells.read("serial", _given, default=""),
        on=cells.read("on", lambda raw: parse_date(raw).exact_day(), default=date.min),
        is_in=is_in,
        amount_fen=amount_fen,
        counterparty=cells.text("name"),
        counterparty_account=cells.text("account"),
        remark=cells.text("remark"),
        balance_fen=_amount(cells, "balance"),
    )
    return (*cells.rejections, *_too_long(row, cells)) or line


def _moved(cells: Cells, columns: Columns) -> tuple[bool, int]:
    if not is_split(columns):
        is_in = cells.read("direction", _is_in, default=False)
        return is_in, cells.read("amount", lambda raw: _positive(raw, columns, "amount"), default=0)
    came, left = (_blank_is_none(cells, name) for name in ("came", "left"))
    if bool(came) == bool(left):
        why = Text("收入与支出应恰有一项", "exactly one of money in and money out is needed")
        cells.rejections.append(Rejection(cells.row.number, columns.labels["came"], why))
    elif came < 0 or left < 0:
        cells.rejections.append(Rejection(cells.row.number, columns.labels["came"], NEGATIVE))
    return bool(came), came or left


def _blank_is_none(cells: Cells, name: str) -> int:
    return _amount(cells, name) if cells.text(name).strip("-—") else 0


def _amount(cells: Cells, name: str) -> int:
    unit = cells.columns.units[name]
    return cells.read(name, lambda raw: parse_amount(raw, unit=unit), default=0)


NEGATIVE = Text(
    "金额应大于零；冲正请保留银行原来的方向另列一行",
    "the amount must be above zero; a correction is a row of its own in the other direction",
)


def _positive(raw: str, columns: Columns, name: str) -> int:
    amount_fen = parse_amount(raw, unit=columns.units[name])
    if amount_fen <= 0:
        raise _unread(NEGATIVE)
    return amount_fen


def _is_in(raw: str) -> bool:
    word = raw.casefold()
    if word in IN_WORDS or word in OUT_WORDS:
        return word in IN_WORDS
    raise _unread(
        Text(f"方向“{raw[:20]}”不明，应为“收入”或“支出”", f"the direction “{raw[:20]}” is unclear")
    )


def _given(raw: str) -> str:
    if raw:
        return raw
    raise _unread(Text("单元格是空的", "the cell is blank"))


def _too_long(row: Row, cells: Cells) -> list[Rejection]:
    return [
        Rejection(row.number, cells.columns.labels[name], _longer(most))
        for name, most in LONGEST.items()
        if len(cells.text(name)) > most or "\0" in cells.text(name)
    ]


def _longer(most: int) -> Text:
    return Text(
        f"超过 {most} 字，或含不可见的空字符", f"longer than {most} characters, or has a NUL"
    )


def _unread(why: Text) -> InvalidInput:
    return InvalidInput(STATEMENT.not_read, why, CHECK)
