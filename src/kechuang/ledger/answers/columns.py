"""The columns of an answer file: what each may be called, and which may not be missing."""

from __future__ import annotations

from kechuang.base.errors import Text
from kechuang.ledger.headings import Asked

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
ANSWERS = Asked(
    SPELLINGS,
    REQUIRED,
    money=("amount",),
    not_read=Text("回单文件未读入", "The treasury's file was not read"),
    mend=Text(
        "请在本批次导出的清单上填写回单各列后上传",
        "Fill in the answer columns of the list exported from this run and upload that",
    ),
)
