"""The named values of a B2B file, each of the kind and length it must have."""

from __future__ import annotations

from collections.abc import Mapping

from kechuang.engines.timetable.reading.dzn import Item
from kechuang.engines.timetable.reading.source import CORRECT, refused
from kechuang.engines.timetable.refusals import TimetableError
from kechuang.engines.wording import Text


class Fields:
    """Typed access; every refusal names the field, its line and what was expected."""

    def __init__(self, items: Mapping[str, Item]) -> None:
        self._items = items

    def __contains__(self, name: str) -> bool:
        return name in self._items

    def line(self, name: str) -> int:
        return self._items[name].line

    def count(self, name: str) -> int:
        """A number of at least 0."""
        item = self._item(name)
        if not isinstance(item.value, int):
            raise _wrong(item, name, Text("一个整数", "one whole number"))
        return _at_least_zero(item, name)

    def numbers(self, name: str, length: int) -> list[int]:
        """A list of numbers of at least 0."""
        return [_at_least_zero(item, name) for item in self._list(name, length)]

    def sets(self, name: str, length: int) -> tuple[Item, ...]:
        """A list of sets of numbers."""
        items = self._list(name, length)
        for item in items:
            if not isinstance(item.value, frozenset):
                raise _wrong(item, name, Text("若干集合", "sets like {1,2}"))
        return items

    def rows(self, name: str, length: int, columns: int) -> list[tuple[int, list[int]]]:
        """``(line, cells)`` of each row of a table."""
        found = []
        for row in self._list(name, length):
            if not isinstance(row.value, tuple) or len(row.value) != columns:
                expected = Text(f"每行{columns}个整数", f"{columns} whole numbers in each row")
                raise _wrong(row, name, expected)
            found.append((row.line, [_at_least_zero(cell, name) for cell in row.value]))
        return found

    def _item(self, name: str) -> Item:
        if name not in self._items:
            raise refused(
                None,
                Text(f"缺少“{name}”，文件可能不完整", f"“{name}” is missing; is the file whole?"),
                Text(f"请补上“{name} = …;”", f"Add “{name} = …;”"),
            )
        return self._items[name]

    def _list(self, name: str, length: int) -> tuple[Item, ...]:
        item = self._item(name)
        if not isinstance(item.value, tuple):
            raise _wrong(item, name, Text("一个列表", "a list"))
        if len(item.value) != length:
            here = len(item.value)
            raise refused(
                item.line,
                Text(
                    f"“{name}”应有{length}项，实有{here}项",
                    f"“{name}” should have {length} entries and has {here}",
                ),
                CORRECT,
            )
        return item.value


def _at_least_zero(item: Item, name: str) -> int:
    if not isinstance(item.value, int) or item.value < 0:
        raise _wrong(item, name, Text("不小于0的整数", "whole numbers of at least 0"))
    return item.value


def _wrong(item: Item, name: str, expected: Text) -> TimetableError:
    why = Text(f"“{name}”应为{expected.zh}", f"“{name}” should hold {expected.en}")
    return refused(item.line, why, CORRECT)
