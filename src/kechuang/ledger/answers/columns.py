"""Which column of an answer file is which, told by its heading in Chinese or English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kechuang.base.errors import InvalidInput, Text
from kechuang.base.identifiers import MoneyUnit, unit_in_header

NUMBER = Text("支付单号", "Payment number")
SERIAL = Text("回单号", "Treasury number")
RESULT = Text("办理结果", "Result")
AMOUNT = Text("实付金额（元）", "Amount paid (yuan)")
DAY = Text("回单日期", "Answered on")
REASON = Text("退回原因", "Reason")
ANSWER_HEADINGS = (SERIAL, RESULT, AMOUNT, DAY, REASON)
SPELLINGS: dict[str, tuple[str, ...]] = {
    "number": ("支付单号", "付款单号", "支付编号", "单号", "paymentnumber", "paymentno", "payment"),
    "serial": (
        *("回单号", "国库回单号", "国库流水号", "流水号", "回单编号"),
        *("treasurynumber", "treasuryserial", "serialnumber", "serial"),
    ),
    "result": ("办理结果", "支付结果", "支付状态", "结果", "状态", "result", "status"),
    "amount": (
        *("实付金额", "实际支付金额", "支付金额", "回单金额", "金额"),
        *("amountpaid", "paidamount", "amount"),
    ),
    "on": ("回单日期", "支付日期", "办理日期", "日期", "answeredon", "paidon", "date"),
    "reason": ("退回原因", "失败原因", "原因", "备注", "reason", "remark"),
}
REQUIRED = {"number": NUMBER, "serial": SERIAL, "result": RESULT, "amount": AMOUNT, "on": DAY}
BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
YUAN_IN_ENGLISH = re.compile(r"\b(yuan|cny|rmb)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Columns:
    """The heading of each column that is read, and the unit that the amounts' one states."""

    labels: dict[str, str]
    places: dict[str, int]
    unit: MoneyUnit | None


def find_columns(header: Sequence[str]) -> Columns:
    """The columns of ``header``; the first spelling that occurs is taken.

    Raises ``InvalidInput`` naming what is missing, ``IdentifierError`` for an unclear unit.
    """
    plain = [_plain(label) for label in header]
    places = {
        name: plain.index(spelling)
        for name, spellings in SPELLINGS.items()
        for spelling in [next((s for s in spellings if s in plain), None)]
        if spelling is not None
    }
    missing = [heading for name, heading in REQUIRED.items() if name not in places]
    if missing:
        raise _missing(missing)
    labels = {name: header[place] for name, place in places.items()}
    return Columns(labels, places, _unit(labels["amount"]))


def _plain(label: str) -> str:
    return re.sub(r"[\s_:：*]+", "", BRACKETS.sub("", label)).casefold()


def _unit(label: str) -> MoneyUnit | None:
    return MoneyUnit.YUAN if YUAN_IN_ENGLISH.search(label) else unit_in_header(label)


def _missing(headings: Sequence[Text]) -> InvalidInput:
    zh = "、".join(heading.zh for heading in headings)
    en = ", ".join(heading.en for heading in headings)
    return InvalidInput(
        Text("回单文件未读入", "The treasury's file was not read"),
        Text(f"缺少列：{zh}", f"these columns are missing: {en}"),
        Text(
            "请在本批次导出的清单上填写回单各列后上传",
            "Fill in the answer columns of the list exported from this run and upload that",
        ),
    )
