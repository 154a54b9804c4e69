"""Every refusal of the ledger, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Model

from kechuang.base.errors import RELOAD, InvalidInput, Text, WrongState

NOT_POSTED = Text("未记账", "Nothing was posted")


class RequestReused(WrongState):
    """The request id was used before with other content; HTTP 409."""


class LimitExceeded(WrongState):
    """An account would be overdrawn or pass its ceiling; HTTP 409."""


class AlreadyGranted(WrongState):
    """The same party has a grant on the same ground for an overlapping period; HTTP 409."""


class AlikeGrant(WrongState):
    """The grant resembles another and nobody said why it is not the same; HTTP 409."""


class AlteredRecord(WrongState):
    """``rows`` are not as the audit chain last sealed them; HTTP 409."""

    def __init__(self, what: Text, why: Text, mend: Text, rows: Sequence[Model]) -> None:
        super().__init__(what, why, mend)
        self.rows = rows


class ChangedSince(WrongState):
    """What would be posted is not what was foreseen; ``posted`` is its rehearsal now; HTTP 409."""

    def __init__(self, what: Text, why: Text, mend: Text, posted: Mapping[str, Any]) -> None:
        super().__init__(what, why, mend)
        self.posted = posted


class SamePerson(InvalidInput):
    """A step that needs another person was tried by the same one; HTTP 422."""


class OwnMoney(InvalidInput):
    """Somebody signed for money that goes to the own firm; HTTP 422."""


class UnknownYear(WrongState):
    """The book has no open year for the date; HTTP 409."""


class AlreadyDone(WrongState):
    """The transfer was resolved or reversed, or the step was taken, before; HTTP 409."""


class GivenOutTogether(WrongState):
    """The budget line is given out pro rata, and nobody reaches for it alone; HTTP 409."""


class ClaimRefused(WrongState):
    """A claim or a round came too late, too early, or to a line with nothing left; HTTP 409."""


def yuan(fen: int) -> str:
    """``1,234.56`` for words in refusals."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def reused_request() -> RequestReused:
    return RequestReused(
        NOT_POSTED,
        Text(
            "同一请求编号已用于另一笔业务，两次内容不同",
            "this request id was already used with other content",
        ),
        Text(
            "请刷新页面后重新填写；已记的那一笔不受影响",
            "Reload the page and fill it in again; what was posted stands",
        ),
    )


def same_person() -> SamePerson:
    return SamePerson(
        NOT_POSTED,
        Text("制单与复核必须是不同的人", "the one who approves must not be the one who prepared"),
        Text("请由另一位有复核权的人员办理", "Ask another person with the right to approve"),
    )


def overdrawn(name: str, free_fen: int, asked_fen: int) -> LimitExceeded:
    short = yuan(asked_fen - free_fen)
    return LimitExceeded(
        NOT_POSTED,
        Text(
            f"“{name}”可用 {yuan(free_fen)} 元，本次需 {yuan(asked_fen)} 元，差 {short} 元",
            f"“{name}” has {yuan(free_fen)} yuan free and {yuan(asked_fen)} are needed: "
            f"{short} short",
        ),
        Text(
            "请核减金额，或先追加上一级指标",
            "Lower the amount, or first raise the level above it",
        ),
    )


def past_ceiling(name: str, ceiling_fen: int) -> LimitExceeded:
    return LimitExceeded(
        NOT_POSTED,
        Text(
            f"“{name}”累计将超过上限 {yuan(ceiling_fen)} 元",
            f"“{name}” would pass its ceiling of {yuan(ceiling_fen)} yuan",
        ),
        Text("请核减金额", "Lower the amount"),
    )


def given_out_together(line: str) -> GivenOutTogether:
    return GivenOutTogether(
        NOT_POSTED,
        Text(
            f"“{line}”不足时同比例分摊，不能先到先得",
            f"“{line}” is given out pro rata, not first come",
        ),
        Text(
            "请在该预算项目开设申报轮次，截止后一并分配；或选择先到先得的预算项目",
            "Open a claim round on that line and allot it after its closing day, or choose a line "
            "that is first come",
        ),
    )


def claim_refused(zh: str, en: str, mend: Text = RELOAD) -> ClaimRefused:
    return ClaimRefused(NOT_POSTED, Text(zh, en), mend)


def exhausted(line: str) -> ClaimRefused:
    return claim_refused(
        f"“{line}”已无可用预算",
        f"“{line}” has nothing left to give out",
        Text("请先追加预算，或核减已有立项", "Raise the line first, or release grants on it"),
    )


def no_open_year(book: str, year: int, *, is_closed: bool) -> UnknownYear:
    why = (
        Text(f"{book} {year} 年已结账", f"the year {year} of {book} is closed")
        if is_closed
        else Text(f"{book} 未开立 {year} 年账", f"the year {year} of {book} is not open")
    )
    return UnknownYear(
        NOT_POSTED,
        why,
        Text(
            "已结账年度请在新年度以红字更正；未开立的请先在“账套与年度”开立",
            "Correct a closed year by a red entry in the new one; open a missing year first, under "
            "“Books and years”",
        ),
    )


def already_done(zh: str, en: str) -> AlreadyDone:
    return AlreadyDone(
        NOT_POSTED,
        Text(zh, en),
        RELOAD,
    )


def past_its_day(last_day: date | None) -> AlreadyDone:
    return AlreadyDone(
        NOT_POSTED,
        Text(f"预留到 {last_day} 为止，已到期", f"the reservation ended on {last_day}"),
        Text("仍需要的请重新预留", "Reserve anew what is still needed"),
    )
