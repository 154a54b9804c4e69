"""What is refused in a pack file, and how it is said."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from kechuang.engines.wording import Refusal, Text

if TYPE_CHECKING:
    from collections.abc import Iterable


class PackError(Refusal):
    """A pack, catalogue or case file that cannot be used; ``line`` counts from 1."""

    def __init__(self, *, file: str, line: int, what: Text, why: Text, mend: Text) -> None:
        where = Text(f"{file} 第{line}行，{what.zh}", f"{file} line {line}, {what.en}")
        super().__init__(where, why, mend)
        self.file = file
        self.line = line
        self._parts = (what, why, mend)

    def __reduce__(self) -> tuple[object, ...]:
        what, why, mend = self._parts
        return _rebuild, (self.file, self.line, what, why, mend)


def _rebuild(file: str, line: int, what: Text, why: Text, mend: Text) -> PackError:
    return PackError(file=file, line=line, what=what, why=why, mend=mend)


class WordingError(Exception):
    """Why one phrase of a pack cannot be read; the reader adds file and line."""

    def __init__(self, why: Text, mend: Text) -> None:
        super().__init__(why.zh)
        self.why = why
        self.mend = mend


def nearest_name(word: str, known: Iterable[str]) -> str:
    """The known word most like ``word``, or nothing where none is like it."""
    close = get_close_matches(word, sorted(known), n=1, cutoff=0.5)
    return close[0] if close else ""


def nearest(word: str, known: Iterable[str]) -> Text:
    """Advice naming the known word most like ``word``."""
    names = sorted(known)
    close = nearest_name(word, names)
    if close:
        return Text(f"是否想写“{close}”", f"did you mean “{close}”")
    if not names:
        return Text("这里还没有可用的名称，请先定义", "none is defined yet; define it first")
    return Text(f"可用的有：{'、'.join(names[:12])}", f"known ones: {', '.join(names[:12])}")
