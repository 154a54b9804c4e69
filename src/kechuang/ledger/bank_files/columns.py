"""The columns of a statement: what each may be called, and which may not be missing.

A statement of the account holder: 借方 is what left the account, 贷方 what came in.
"""

from __future__ import annotations

from collections.abc import Sequence

from kechuang.base.errors import Text
from kechuang.ledger.headings import Asked, Columns, find_columns, missing_columns

DAY = Text("交易日期", "Day")
DIRECTION = Text("收支方向", "Direction")
AMOUNT = Text("金额（元）", "Amount (yuan)")
NAME = Text("对方户名", "Counterparty")
ACCOUNT = Text("对方账号", "Counterparty account")
SERIAL = Text("流水号", "Serial")
REMARK = Text("摘要", "Remark")
BALANCE = Text("余额（元）", "Balance (yuan)")
SPELLINGS: dict[str, tuple[str, ...]] = {
    "on": ("交易日期", "记账日期", "入账日期", "日期", "day", "date", "postedon"),
    "direction": ("收支方向", "收支", "借贷方向", "借贷标志", "借贷", "方向", "direction"),
    "amount": ("金额", "交易金额", "发生额", "amount"),
    "came": ("收入金额", "收入", "贷方发生额", "贷方金额", "存入", "moneyin", "credit"),
    "left": ("支出金额", "支出", "借方发生额", "借方金额", "支取", "moneyout", "debit"),
    "name": ("对方户名", "对方名称", "对方单位", "交易对手", "counterparty", "counterpartyname"),
    "account": ("对方账号", "对方账户", "counterpartyaccount", "accountofcounterparty"),
    "serial": ("流水号", "交易流水号", "银行流水号", "凭证号", "serial", "serialnumber"),
    "remark": ("摘要", "附言", "用途", "备注", "remark", "purpose"),
    "balance": ("余额", "账户余额", "本次余额", "balance", "balanceafter"),
}
STATEMENT = Asked(
    SPELLINGS,
    {"on": DAY, "serial": SERIAL, "balance": BALANCE},
    money=("amount", "came", "left", "balance"),
    not_read=Text("对账单未读入", "The statement was not read"),
    mend=Text(
        "请从网银或国库系统导出含这些列的流水；收支可写一列方向加金额，也可分收入、支出两列",
        "Export the movements with these columns; direction and amount, or money in and money out",
    ),
)


def find_statement_columns(header: Sequence[str]) -> Columns:
    """As ``find_columns``; amounts stand in one column with their direction, or in two."""
    columns = find_columns(header, STATEMENT)
    if not ({"direction", "amount"} <= columns.places.keys() or is_split(columns)):
        raise missing_columns((DIRECTION, AMOUNT), STATEMENT)
    return columns


def is_split(columns: Columns) -> bool:
    """Money in and money out stand in columns of their own."""
    return {"came", "left"} <= columns.places.keys()
