"""Refusals about the end of a year and about what is left of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kechuang.base.errors import Text, WrongState
from kechuang.ledger.refusals import NOT_POSTED, AlreadyDone, UnknownYear

NOT_CLOSED = Text("未结账", "The year was not closed")
SHOWN = 5


class ClosedBudget(WrongState):
    """The budget year of an appropriation or line is closed; HTTP 409."""


def closed_budget(name: str, year: int) -> ClosedBudget:
    return ClosedBudget(
        NOT_POSTED,
        Text(
            f"“{name}”是 {year} 年的预算，该年度已结账：不能再下达、分配、立项、预留或冲回",
            f"“{name}” is budget of {year}, and that year is closed: nothing is appropriated, "
            f"allotted, promised, reserved or taken back there any more",
        ),
        Text(
            f"请使用 {year + 1} 年及以后的预算；已立项的仍可验收、支付和核减",
            f"Use the budget of {year + 1} or later; what was promised may still be accepted, "
            f"paid and released",
        ),
    )


def year_not_over(on: date) -> AlreadyDone:
    return AlreadyDone(
        NOT_CLOSED,
        Text(
            f"{on.year} 年到 12 月 31 日才结束，记账日期 {on} 还在年内；结账以后不能再打开",
            f"the year {on.year} ends on 31 December and the day of the books is {on}; "
            f"a closed year is never opened again",
        ),
        Text(
            f"请在 {on.year} 年 12 月 31 日或以后结账",
            f"Close it on 31 December {on.year} or later",
        ),
    )


def earlier_year_open(book: str, year: int) -> UnknownYear:
    return UnknownYear(
        NOT_CLOSED,
        Text(f"{book} {year} 年还没有结账", f"the year {year} of {book} is still open"),
        Text(f"请先结 {year} 年的账", f"Close {year} first"),
    )


def runs_still_open(year: int) -> AlreadyDone:
    return AlreadyDone(
        NOT_CLOSED,
        Text("还有未结清的支付批次", "a payment run is not settled yet"),
        Text(
            f"请登记国库回单或撤回批次，再结 {year} 年的账",
            f"Record the treasury's answers or withdraw the run, then close {year}",
        ),
    )


def still_reserved(year: int, vouchers: Sequence[str]) -> AlreadyDone:
    named = "、".join(vouchers[:SHOWN])
    listed = ", ".join(vouchers[:SHOWN])
    return AlreadyDone(
        NOT_CLOSED,
        Text(
            f"还有 {len(vouchers)} 笔预算预留未办结：{named}",
            f"{len(vouchers)} reservations of budget are still open: {listed}",
        ),
        Text(
            f"请先立项、入账或撤销这些预留，再结 {year} 年的账",
            f"Promise, post or void them first, then close {year}",
        ),
    )


def round_still_open(year: int, title: str) -> AlreadyDone:
    return AlreadyDone(
        NOT_CLOSED,
        Text(
            f"申报轮次“{title}”还没有分配",
            f"the round of claims “{title}” is not allotted yet",
        ),
        Text(
            f"请先分配或撤回该轮次，再结 {year} 年的账",
            f"Allot or withdraw the round, then close {year}",
        ),
    )
