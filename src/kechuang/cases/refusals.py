"""Every refusal of a case, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kechuang.base.errors import InvalidInput, Text, WrongState
from kechuang.engines.flow import FieldProblem, StepError

NOT_SAVED = Text("草稿未保存", "The draft was not saved")
NOT_SEALED = Text("未封存提交", "It was not sealed")
NOT_BEGUN = Text("事项未建立", "The case was not begun")
NOT_OPENED = Text("轮次未开设", "The round was not opened")
NOT_EXTENDED = Text("未延期", "Nothing was extended")
NOT_LODGED = Text("异议未提交", "The objection was not lodged")
NOT_ANSWERED = Text("异议未答复", "The objection was not answered")
NOT_NAMED = Text("参与人未变更", "The participants were not changed")


class StepRefused(WrongState):
    """A step that cannot be taken now; ``reasons`` says all that stands in its way; HTTP 409."""

    def __init__(self, error: StepError, missing: Sequence[str] = ()) -> None:
        super().__init__(error.what, error.why, error.mend)
        self.reasons = error.reasons
        self.missing = tuple(missing)


class FormRefused(InvalidInput):
    """Values that the form does not take; ``problems`` names each field; HTTP 422."""

    def __init__(self, what: Text, problems: Sequence[FieldProblem], why: Text) -> None:
        super().__init__(what, why, Text("请改正后再试", "Correct them and try again"))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Clash:
    """One field that two editors changed: what this one wrote, and what stands there by now."""

    field: str
    label: Text
    yours: Text
    theirs: Text


class DraftConflict(WrongState):
    """Two editors changed the same fields; nothing was overwritten; HTTP 409."""

    def __init__(self, clashes: Sequence[Clash], revision: int) -> None:
        super().__init__(NOT_SAVED, _clashing(clashes), _CHOOSE)
        self.clashes = tuple(clashes)
        self.revision = revision


class StaleDraft(WrongState):
    """The draft is not the one that was seen; ``changed`` names the fields; HTTP 409."""

    def __init__(self, why: Text, changed: Sequence[str]) -> None:
        super().__init__(NOT_SEALED, why, _LOOK_AGAIN)
        self.changed = tuple(changed)


class KeyReused(WrongState):
    """The request id was used before with other content; HTTP 409."""

    def __init__(self) -> None:
        super().__init__(NOT_SEALED, _OTHER_CONTENT, _RELOAD)


def joined(texts: Sequence[Text]) -> Text:
    """Several sentences as one, in both languages."""
    return Text("；".join(text.zh for text in texts), "; ".join(text.en for text in texts))


def _clashing(clashes: Sequence[Clash]) -> Text:
    said = [
        Text(
            f"“{clash.label.zh}”您填的是“{clash.yours.zh}”，他人已改为“{clash.theirs.zh}”",
            f"“{clash.label.en}”: you wrote “{clash.yours.en}”, "
            f"somebody made it “{clash.theirs.en}”",
        )
        for clash in clashes
    ]
    return joined(said)


CHECK_FIELDS = Text("请核对各栏后再保存", "Check the fields and save again")
NOTHING_MORE = Text("无需再办", "Nothing more is needed")
_CHOOSE = Text(
    "两份内容都在，请选定后再保存；其余各栏未受影响",
    "Both are kept: choose one and save again; the other fields are untouched",
)
_LOOK_AGAIN = Text("请核对最新内容后再次提交", "Look at it as it stands and submit again")
_OTHER_CONTENT = Text(
    "同一请求编号已用于另一次提交，两次内容不同",
    "this request id was already used with other content",
)
_RELOAD = Text(
    "请刷新页面后重新提交；已封存的那一次不受影响",
    "Reload the page and submit again; what was sealed stands",
)
