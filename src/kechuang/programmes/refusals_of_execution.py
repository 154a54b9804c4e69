"""Every refusal about running projects, in words."""

from __future__ import annotations

from collections.abc import Iterable

from kechuang.base.errors import InvalidInput, Text, WrongState, invalid
from kechuang.ledger.refusals import yuan

NOT_DRAFTED = Text("任务书未拟订", "The contract was not drafted")
NOT_SIGNED = Text("任务书未签订", "The contract was not signed")
NOT_REPORTED = Text("里程碑未报告", "The milestone was not reported")
NOT_SCORED = Text("评分未记录", "The score was not recorded")
NOT_INVITED = Text("专家未邀请", "No expert was invited")
NOT_DECLINED = Text("未谢绝", "The invitation was not declined")
NOT_ENDED = Text("评分未截止", "The scoring was not ended")
NOT_WITHDRAWN = Text("任务书未撤回", "The contract was not withdrawn")
NOT_ACCEPTED = Text("里程碑未验收", "The milestone was not accepted")
NOT_CHANGED = Text("未变更", "Nothing was changed")
NOT_RULED = Text("阶段考核未定", "The stage gate was not decided")
NOT_ENTERED = Text("支出未登记", "The expense was not entered")
NOT_DECIDED = Text("未作决定", "Nothing was decided")
NOT_RECORDED = Text("未记录", "Nothing was recorded")
NOT_TERMINATED = Text("项目未终止", "The project was not terminated")
NO_FILE = Text("尽职免责档案未生成", "The file of diligence was not made")

CHOOSE_ANOTHER = Text("请另选专家", "Choose another expert")
ANOTHER_PERSON = Text("请由另一位有权限的人员办理", "Ask another person with the right to do it")


class SamePerson(InvalidInput):
    """A step that needs another person was tried by the same one; HTTP 422."""


class MoneyNotReceived(WrongState):
    """An expense would pass what was received; HTTP 409."""


class OnTheList(InvalidInput):
    """The negative list refuses an expense, in the item's own wording; HTTP 422."""


def expert_refused(what: Text, name: str, why: Text) -> InvalidInput:
    return invalid(what, f"{name}{why.zh}", f"{name} {why.en}", CHOOSE_ANOTHER)


def in_conflict(grounds: Iterable[Text]) -> Text:
    """Every ground at once, as it stands after the expert's name."""
    told = list(grounds)
    zh, en = "；".join(why.zh for why in told), "; ".join(why.en for why in told)
    return Text(f"应当回避：{zh}", f"is in conflict: {en}")


def same_person(what: Text) -> SamePerson:
    return SamePerson(
        what,
        Text("两个环节须由不同的人办理", "the two steps must be taken by two different people"),
        ANOTHER_PERSON,
    )


def not_received(asked_fen: int, free_fen: int) -> MoneyNotReceived:
    return MoneyNotReceived(
        NOT_ENTERED,
        Text(
            f"本笔 {yuan(asked_fen)} 元，已到账尚可列支 {yuan(free_fen)} 元",
            f"{yuan(asked_fen)} yuan are asked and {yuan(free_fen)} of what was received are left",
        ),
        Text(
            "请核对金额；尚未到账的部分在到账后登记",
            "Check the amount; enter what is not covered once the money has come in",
        ),
    )


def on_the_list(why: Text) -> OnTheList:
    return OnTheList(
        NOT_ENTERED,
        why,
        Text(
            "不得在财政经费中列支；本次已留痕，如判定有误请补充说明后重新登记",
            "It cannot be paid from the grant. The attempt is kept; if the finding is wrong, "
            "enter it again with a fuller purpose",
        ),
    )
