"""Every refusal of the room, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kechuang.base.errors import InvalidInput, Text, WrongState, wrong_state
from kechuang.offers.models import OfferList

NOT_FROZEN = Text("清单未冻结", "The list was not frozen")
NOT_FUNDED = Text("资金未预留", "The money was not held")
NOT_ISSUED = Text("未告知企业", "The firms were not told")
NOT_DROPPED = Text("清单未作废", "The list was not dropped")
NOT_PROMISED = Text("未立项", "The money was not promised")
NOT_ANSWERED = Text("答复未记录", "The answer was not recorded")
NOT_LISTED = Text("未编入支付批次", "Nothing was listed for payment")
NOT_CLAIMED = Text("未提出追回", "Nothing was asked back")
NOT_REMINDED = Text("未提醒", "Nobody was reminded")
NOT_APPLIED = Text("申请未建立", "The application was not begun")


class ChangedSince(WrongState):
    """What would be frozen is no longer what the clerk saw; HTTP 409."""


class OfferedBefore(WrongState):
    """The firm has an offer under the clause for the year; HTTP 409."""


class SamePerson(InvalidInput):
    """A step that needs another person was tried by the same one; HTTP 422."""


def same_person(what: Text, zh: str, en: str) -> SamePerson:
    mend = Text("请由另一位有权限的人员办理", "Ask another person with the right")
    return SamePerson(what, Text(zh, en), mend)


def changed_since() -> ChangedSince:
    return ChangedSince(
        NOT_FROZEN,
        Text("试算之后数据、预算或规则有变化", "data, budget or rules changed since the dry run"),
        Text("请重新试算并核对后再冻结", "Run the dry run again, check it and freeze then"),
    )


def offered_before() -> OfferedBefore:
    return OfferedBefore(
        NOT_FROZEN,
        Text(
            "清单中有企业本年度已有同一条款的告知",
            "a firm of the list has an offer under this clause this year",
        ),
        Text("请重新试算", "Run the dry run again"),
    )


def not_in_state(what: Text, offer_list: OfferList) -> WrongState:
    label = offer_list.get_state_display()
    return wrong_state(what, f"清单现为“{label}”", f"the list is {offer_list.state} now")


def frozen_by_approver() -> SamePerson:
    return same_person(
        NOT_PROMISED,
        "冻结清单的人不能批准清单中的条目",
        "who froze the list must not approve what is on it",
    )


def unverified(facts: Sequence[Text]) -> WrongState:
    zh, en = "、".join(fact.zh for fact in facts), ", ".join(fact.en for fact in facts)
    return WrongState(
        NOT_PROMISED,
        Text(f"只有企业自己填报、没有核验的数据：{zh}", f"nobody but the firm itself states: {en}"),
        Text("请先由主管部门核验这些数据", "Have these facts certified first"),
    )


def out_of_season(opens_on: date, closes_on: date) -> WrongState:
    return WrongState(
        NOT_APPLIED,
        Text(
            f"该条款的申报时间是 {opens_on} 至 {closes_on}",
            f"applications under the clause are taken from {opens_on} to {closes_on}",
        ),
        Text("请在申报时间内提出", "Apply within that time"),
    )
