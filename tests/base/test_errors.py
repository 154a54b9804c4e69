"""A refusal says what, why and what to do next, in both languages."""

from __future__ import annotations

import pytest

from kechuang.base.errors import InvalidInput, NotAllowed, Refusal, Text, WrongState, require

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
