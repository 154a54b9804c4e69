"""Every refusal of the room, in words."""

from __future__ import annotations

from kechuang.base.errors import InvalidInput, Text, WrongState, invalid, wrong_state
from kechuang.cases.models import Case

NOT_ASKED = Text("更正申请未建立", "The correction was not asked for")
NOT_CORRECTED = Text("未更正", "Nothing was corrected")
NOT_APPEALED = Text("申诉未建立", "The appeal was not begun")
NOT_ANSWERED = Text("申诉未答复", "The appeal was not answered")


def asked_before(case: Case) -> WrongState:
    return wrong_state(
        NOT_ASKED,
        f"这一项已有更正申请 {case.number} 在办理",
        f"correction {case.number} of it is under way",
        Text("请在该事项中补充说明", "Add to that case what you have to say"),
    )


def own_word() -> InvalidInput:
    return invalid(
        NOT_ASKED,
        "这一项是本单位自己填报的",
        "this is what your own unit stated",
        Text("请直接重新填报，新的一条生效", "State it anew; the later statement counts"),
    )


def overtaken() -> WrongState:
    return wrong_state(
        NOT_ASKED,
        "该来源之后已有新的数据",
        "its source has stated something else since",
        Text("请对最新的一条提出更正", "Ask for the latest statement to be corrected"),
    )


def unchanged() -> InvalidInput:
    return invalid(
        NOT_CORRECTED,
        "更正后的值与原来相同",
        "the corrected value is the one that stands",
        Text("数据无误的，请选“不予更正”并说明理由", "If the fact is right, refuse with reasons"),
    )


def appealed_before(case: Case) -> WrongState:
    return wrong_state(
        NOT_APPEALED,
        f"对该条款的申诉 {case.number} 正在办理",
        f"appeal {case.number} about this clause is under way",
    )


def answered_anew() -> WrongState:
    return wrong_state(
        NOT_APPEALED,
        "之后已有新的全区域计算",
        "a later region sweep has answered anew",
        Text("请对最新的结论提出申诉", "Appeal against the newest answer"),
    )


def computed_by_you() -> InvalidInput:
    return invalid(
        NOT_ANSWERED,
        "发起这次全区域计算的人不能答复对其结论的申诉",
        "who started the sweep does not answer appeals against what it said",
        Text("请由另一位工作人员答复", "Ask another clerk to answer"),
    )


def same_answer() -> InvalidInput:
    return invalid(
        NOT_ANSWERED,
        "按现有数据和政策包重新计算，结论和金额都没有变化",
        "computed anew from today's facts and policies, verdict and amount are the same",
        Text(
            "申诉成立的，请先更正数据或政策包；否则请维持并说明理由",
            "If the appeal is right, correct the facts or the pack first; else dismiss it",
        ),
    )


def no_answer() -> WrongState:
    return wrong_state(NOT_ANSWERED, "该条款已不在施行", "the clause is no longer in force")
