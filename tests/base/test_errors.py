"""A refusal says what, why and what to do next, in both languages."""

from __future__ import annotations

import pytest

from kechuang.base.errors import (
    InvalidInput,
    NotAllowed,
    Refusal,
    Text,
    WrongState,
    invalid,
    require,
    stated,
    wrong_state,
)

WHAT = Text("文件未被接受", "The file was not accepted")
WHY = Text("文件是空的", "it is empty")
MEND = Text("请另选文件", "Choose another file")


@pytest.mark.parametrize("kind", [Refusal, InvalidInput, WrongState])
def test_each_language_gets_the_whole_paragraph(kind: type[Refusal]) -> None:
    refusal = kind(WHAT, WHY, MEND)

    assert refusal.said_in("zh-hans") == "文件未被接受：文件是空的。请另选文件"
    assert refusal.said_in("en") == "The file was not accepted: it is empty. Choose another file"


def test_a_log_line_holds_both_languages() -> None:
    line = str(Refusal(WHAT, WHY, MEND))

    assert all(part in line for text in (WHAT, WHY, MEND) for part in text)


def test_require_passes_when_allowed_and_refuses_otherwise() -> None:
    require(True, WHAT)

    with pytest.raises(NotAllowed) as refused:
        require(False, WHAT)
    assert refused.value.what == WHAT
    assert "权限" in refused.value.said_in("zh-hans")
    assert "right" in refused.value.said_in("en")


def test_a_wrong_value_and_a_wrong_state_say_what_to_do_where_the_room_does_not() -> None:
    value, state = invalid(WHAT, WHY.zh, WHY.en), wrong_state(WHAT, WHY.zh, WHY.en, MEND)

    assert (type(value), value.why, value.mend.en) == (InvalidInput, WHY, "Check it and try again")
    assert (type(state), state.why, state.mend) == (WrongState, WHY, MEND)
    assert "刷新" in wrong_state(WHAT, WHY.zh, WHY.en).mend.zh


@pytest.mark.parametrize("blank", ["", " ", "\n\t\u3000"])
def test_a_reason_of_blanks_is_none(blank: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        stated(WHAT, blank)

    assert (refused.value.what, refused.value.why.zh) == (WHAT, "没有写明理由")


def test_a_reason_is_kept_without_the_blanks_around_it() -> None:
    assert stated(WHAT, " 与已有项目不同\n") == "与已有项目不同"
