"""Refusals that rooms share: not allowed, not found, not in this state."""

from __future__ import annotations

from kechuang.engines.wording import Refusal, Text

__all__ = [
    "CHECK_AND_RETRY",
    "RELOAD",
    "SAY_WHY",
    "InvalidInput",
    "NotAllowed",
    "Refusal",
    "Text",
    "WrongState",
    "briefly_stated",
    "invalid",
    "require",
    "stated",
    "wrong_state",
]

CHECK_AND_RETRY = Text("请核对后再试", "Check it and try again")
RELOAD = Text("请刷新页面查看最新状态", "Reload the page to see how it stands now")
LONGEST_REASON = 300
SAY_WHY = Text("请写明理由，理由会留在记录中", "Give the reason; it stays on the record")


class NotAllowed(Refusal):
    """The actor may not give this command; answered with HTTP 403."""

    def __init__(self, what: Text) -> None:
        super().__init__(
            what,
            Text("当前账号没有此项权限", "this account does not have the right to do it"),
            Text(
                "请以有权限的账号登录，或联系本单位管理员授权",
                "Log in with an account that has the right, or ask your administrator for it",
            ),
        )


class WrongState(Refusal):
    """The record is not in a state in which this command makes sense; HTTP 409."""


class InvalidInput(Refusal):
    """A value given with a command cannot be accepted; HTTP 422."""


def require(is_allowed: bool, what: Text) -> None:
    """Raise ``NotAllowed`` unless the access predicate held."""
    if not is_allowed:
        raise NotAllowed(what)


def invalid(what: Text, zh: str, en: str, mend: Text = CHECK_AND_RETRY) -> InvalidInput:
    """What could not be done, because of a value that is wrong in these words."""
    return InvalidInput(what, Text(zh, en), mend)


def wrong_state(what: Text, zh: str, en: str, mend: Text = RELOAD) -> WrongState:
    """What could not be done, because of how the record stands."""
    return WrongState(what, Text(zh, en), mend)


def stated(what: Text, reason: str) -> str:
    """The reason without surrounding blanks; raises ``InvalidInput`` where there is none."""
    if reason.strip():
        return reason.strip()
    raise invalid(what, "没有写明理由", "no reason was given", SAY_WHY)


def briefly_stated(what: Text, reason: str) -> str:
    """As ``stated``; raises ``InvalidInput`` too for one longer than ``LONGEST_REASON``."""
    said = stated(what, reason)
    if len(said) <= LONGEST_REASON:
        return said
    raise invalid(
        what,
        f"理由超过 {LONGEST_REASON} 字",
        f"the reason is longer than {LONGEST_REASON} characters",
        Text("请写得简短些", "Put it more briefly"),
    )
