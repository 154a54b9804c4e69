"""What this room refuses, and how it says so."""

from __future__ import annotations

from kechuang.base.errors import InvalidInput, Text, WrongState


class InConflict(InvalidInput):
    """The expert must not judge this submission; HTTP 422."""


class NotReady(WrongState):
    """Something must be settled before the round may go on; HTTP 409."""


class SamePerson(InvalidInput):
    """A step that needs another person was tried by the same one; HTTP 422."""


def invalid(what: Text, zh: str, en: str, mend: Text) -> InvalidInput:
    return InvalidInput(what, Text(zh, en), mend)


def wrong_state(what: Text, zh: str, en: str, mend: Text) -> WrongState:
    return WrongState(what, Text(zh, en), mend)


def stated(reason: str, *, what: Text) -> str:
    """``reason`` without surrounding blanks; refuses an empty one."""
    if reason.strip():
        return reason.strip()
    raise invalid(
        what,
        "没有写明理由",
        "no reason was given",
        Text("请写明理由，理由会留在记录中", "Give the reason; it stays on the record"),
    )
