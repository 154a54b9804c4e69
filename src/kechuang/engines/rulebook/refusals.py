"""What the rulebook refuses, and how it says so."""

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


class FactError(Refusal):
    """A fact whose value does not fit its definition in the catalogue."""

    def __reduce__(self) -> tuple[object, ...]:
        return FactError, (self.what, self.why, self.mend)


class WordingError(Exception):
    """Why one phrase of a pack cannot be read; the reader adds file and line."""

    def __init__(self, why: Text, mend: Text) -> None:
        super().__init__(why.zh)
        self.why = why
        self.mend = mend


def nearest(word: str, known: Iterable[str]) -> Text:
    """Advice naming the known word most like ``word``."""
    names = sorted(known)
    close = get_close_matches(word, names, n=1, cutoff=0.5)
    if close:
        return Text(f"是否想写“{close[0]}”", f"did you mean “{close[0]}”")
    listed = "、".join(names[:12])
    return Text(f"可用的有：{listed}", f"known ones: {', '.join(names[:12])}")
