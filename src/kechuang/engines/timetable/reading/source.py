"""The text of a file, cut into tokens that know their line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kechuang.engines.timetable.refusals import TimetableError
from kechuang.engines.wording import Text

MOST_DIGITS = 9
PATTERN = re.compile(
    r"(?P<skip>\s+|%[^\n]*|/\*.*?\*/)"
    r"|(?P<name>[A-Za-z_]\w*)|(?P<number>-?\d+)|(?P<mark>\.\.|[=;,|{}\[\]])",
    re.DOTALL | re.ASCII,
)


@dataclass(frozen=True)
class Token:
    """One name, number or mark; ``kind`` is ``name``, ``number``, ``mark`` or ``end``."""

    kind: str
    text: str
    line: int


def refused(line: int | None, why: Text, mend: Text) -> TimetableError:
    """The refusal of a file, with its line where there is one."""
    where = Text("", "") if line is None else Text(f"第{line}行", f", line {line}")
    what = Text(f"对接会文件{where.zh}不能读取", f"The file of the event{where.en} cannot be read")
    return TimetableError(what, why, mend)


def read_text(path: Path) -> str:
    """The whole file. Refuses what is not text."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused(
            None,
            Text("它不是 UTF-8 文本", "it is not text in UTF-8"),
            Text("请给出 MiniZinc 数据文件（.dzn）", "Give a MiniZinc data file (.dzn)"),
        ) from error


def tokens(text: str) -> Iterator[Token]:
    """Every token, ``end`` last. Refuses a character the format does not know."""
    line, at = 1, 0
    while at < len(text):
        found = PATTERN.match(text, at)
        if found is None:
            raise refused(line, _strange(text[at]), CORRECT)
        kind = str(found.lastgroup)
        if kind != "skip":
            yield Token(kind, found.group(), line)
        line, at = line + found.group().count("\n"), found.end()
    yield Token("end", "", line)


def whole(token: Token) -> int:
    """The number a token writes."""
    if len(token.text) > MOST_DIGITS:
        raise refused(
            token.line,
            Text(f"数字超过{MOST_DIGITS}位", f"a number has more than {MOST_DIGITS} digits"),
            CORRECT,
        )
    return int(token.text)


def _strange(character: str) -> Text:
    return Text(f"不认识字符“{character}”", f"the character “{character}” is not understood")


CORRECT = Text("请更正这一行后重试", "Correct this line and try again")
