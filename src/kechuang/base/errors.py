"""Refusals that rooms share: not allowed, not found, not in this state."""

from __future__ import annotations

from kechuang.engines.wording import Refusal, Text

__all__ = ["InvalidInput", "NotAllowed", "Refusal", "Text", "WrongState", "require"]


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
