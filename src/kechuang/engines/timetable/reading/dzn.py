"""MiniZinc data: ``name = value;`` with numbers, sets, lists and tables of numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from kechuang.engines.timetable.reading.source import CORRECT, Token, refused, tokens, whole
from kechuang.engines.wording import Text

T = TypeVar("T")
WIDEST_RANGE = 100_000
Value = int | frozenset[int] | tuple["Item", ...]


@dataclass(frozen=True)
class Item:
    """A value with its line: a number, a set, or a list; a table is a list of lists."""

    value: Value
    line: int


def parse(text: str) -> dict[str, Item]:
    """Each name with its value. Refuses, with the line, what is not MiniZinc data."""
    return _Parser(list(tokens(text))).items()


class _Parser:
    def __init__(self, found: list[Token]) -> None:
        self._tokens, self._at = found, 0

    def items(self) -> dict[str, Item]:
        found: dict[str, Item] = {}
        while self._next.kind != "end":
            name = self._take("name")
            if name.text in found:
                why = Text(f"“{name.text}”写了两次", f"“{name.text}” is given twice")
                raise refused(name.line, why, CORRECT)
            self._take("mark", "=")
            found[name.text] = self._value()
            self._take("mark", ";")
        return found

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _is(self, *marks: str) -> bool:
        return self._next.kind == "mark" and self._next.text in marks

    def _take(self, kind: str, text: str = "") -> Token:
        token = self._next
        if token.kind != kind or (text and token.text != text):
            raise refused(token.line, _expected(_said(kind, text), token), CORRECT)
        self._at += kind != "end"
        return token

    def _value(self) -> Item:
        line = self._next.line
        if self._is("{"):
            return Item(self._set(), line)
        if self._is("["):
            return Item(self._list(), line)
        first = whole(self._take("number"))
        return Item(self._range(first) if self._is("..") else first, line)

    def _range(self, first: int) -> frozenset[int]:
        self._take("mark", "..")
        token = self._take("number")
        last = whole(token)
        if last - first > WIDEST_RANGE:
            raise refused(token.line, Text("区间太大", "the range is too wide"), CORRECT)
        return frozenset(range(first, last + 1))

    def _set(self) -> frozenset[int]:
        self._take("mark", "{")
        found = self._until(lambda: whole(self._take("number")), "}")
        self._take("mark", "}")
        return frozenset(found)

    def _list(self) -> tuple[Item, ...]:
        self._take("mark", "[")
        found = self._rows() if self._is("|") else self._until(self._value, "]")
        self._take("mark", "]")
        return tuple(found)

    def _rows(self) -> list[Item]:
        """Rows between bars; a bar right before the end closes the table."""
        rows = []
        while self._is("|"):
            line = self._take("mark", "|").line
            cells = self._until(self._value, "|", "]")
            if cells:
                rows.append(Item(tuple(cells), line))
        return rows

    def _until(self, read: Callable[[], T], *ends: str) -> list[T]:
        found: list[T] = []
        while not self._is(*ends):
            found.append(read())
            if not self._is(*ends):
                self._take("mark", ",")
        return found


def _said(kind: str, text: str) -> Text:
    names = {"name": Text("名称", "a name"), "number": Text("整数", "a whole number")}
    return names.get(kind, Text(f"“{text}”", f"“{text}”"))


def _expected(what: Text, token: Token) -> Text:
    found = Text("文件已结束", "the file ends")
    if token.kind != "end":
        found = Text(f"写的是“{token.text}”", f"it says “{token.text}”")
    return Text(f"这里应有{what.zh}，{found.zh}", f"{what.en} is expected, but {found.en}")
