"""The words of the policy language."""

from __future__ import annotations

import re
from typing import NamedTuple

from kechuang.engines.packfile import WordingError
from kechuang.engines.rulebook.terms.literals import NUMBER, UNIT
from kechuang.engines.wording import Text


class Token(NamedTuple):
    kind: str
    text: str


MAX_BRACKETS = 40
_PATTERNS = {
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "code": r"[A-T]\d{0,4}\b",
    "literal": rf"{NUMBER}\s*(?:{UNIT})?",
    "period": r"year-\d",
    "name": r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?(?:@(?:year-\d|[a-z_]+|\d{4}))?",
    "word": r"[\u2160-\u2188\u3400-\u9fff]+",
    "sign": r"<=|>=|==|!=|[<>+\-*/(),\[\]]",
    "space": r"\s+",
}
_TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS.items()))


def split_tokens(written: str) -> list[Token]:
    """The tokens of ``written``; WordingError at the first character that starts none."""
    if written.count("(") > MAX_BRACKETS:
        raise _unexpected(written, written.index("("))
    tokens: list[Token] = []
    position = 0
    while position < len(written):
        match = _TOKEN.match(written, position)
        if match is None:
            raise _unexpected(written, position)
        if match.lastgroup != "space":
            tokens.append(Token(str(match.lastgroup), match[0]))
        position = match.end()
    return tokens


def _unexpected(written: str, position: int) -> WordingError:
    here = written[position : position + 8]
    return WordingError(
        Text(f"第{position + 1}个字符“{here}”读不懂", f"cannot read “{here}” at {position + 1}"),
        Text(
            "可用：事实名@年度、数值加单位、+ - * / ( )、<= >= < > == !=、under、within、in",
            "use fact@year, numbers with units, + - * / ( ), <= >= < > == !=, under, within, in",
        ),
    )
