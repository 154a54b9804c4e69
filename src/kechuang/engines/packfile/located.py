"""A YAML value that knows its place and refuses what does not belong there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NoReturn

from kechuang.engines.packfile.refusals import PackError, WordingError, nearest
from kechuang.engines.wording import Text

Plain = str | int | bool | date | None | list["Plain"] | dict[str, "Plain"]


class Located:
    """One YAML value with its place; reads its parts and refuses what does not belong."""

    __slots__ = ("file", "line", "name", "value")

    def __init__(self, value: object, *, file: str, line: int, name: str) -> None:
        self.value = value
        self.file = file
        self.line = line
        self.name = name

    def refuse(self, why: Text, mend: Text) -> NoReturn:
        what = Text(f"“{self.name}”", f"“{self.name}”")
        raise PackError(file=self.file, line=self.line, what=what, why=why, mend=mend)

    def refuse_wording(self, error: WordingError) -> NoReturn:
        """Refuses this phrase for the reason found while parsing it."""
        why = Text(f"{self.value} —— {error.why.zh}", f"{self.value} — {error.why.en}")
        self.refuse(why, error.mend)

    @property
    def fields(self) -> dict[str, Located]:
        if not isinstance(self.value, dict):
            self.refuse(Text("这里应是键值表", "a mapping is expected here"), _SHAPE)
        return self.value

    @property
    def items(self) -> list[Located]:
        if not isinstance(self.value, list):
            self.refuse(Text("这里应是列表", "a list is expected here"), _SHAPE)
        return self.value

    @property
    def some(self) -> list[Located]:
        """The items of a list that must not be empty."""
        if not self.items:
            self.refuse(
                Text("列表不能为空", "the list is empty"),
                Text("请至少写一项", "write at least one entry"),
            )
        return self.items

    def __contains__(self, key: str) -> bool:
        return key in self.fields

    def get(self, key: str) -> Located | None:
        found = self.fields.get(key)
        return None if found is None or found.value is None else found

    def need(self, key: str) -> Located:
        found = self.get(key)
        if found is None:
            self.refuse(
                Text(f"缺少“{key}”", f"“{key}” is missing"),
                Text(f"请补上“{key}:”一行", f"add a line “{key}: …”"),
            )
        return found

    def only(self, allowed: frozenset[str]) -> None:
        """Refuses every key that is not in ``allowed``, naming the nearest one."""
        for key, part in self.fields.items():
            if key not in allowed:
                part.refuse(Text("没有这个键", "unknown key"), nearest(key, allowed))

    def text(self) -> str:
        if not isinstance(self.value, str | int) or isinstance(self.value, bool):
            self.refuse(Text("这里应是文字", "text is expected here"), _SHAPE)
        return str(self.value)

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            self.refuse(
                Text("这里应是 true 或 false", "true or false is expected here"),
                Text("请写 true 或 false", "write true or false"),
            )
        return self.value

    def whole(self) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            self.refuse(
                Text("这里应是整数", "a whole number is expected here"),
                Text("请写整数，例如 60", "write a whole number such as 60"),
            )
        return self.value

    def date(self) -> date:
        if not isinstance(self.value, date):
            self.refuse(
                Text(f"“{self.value}”不是日期", f"“{self.value}” is not a date"),
                Text("请写成 2026-11-21 的形式", "write it like 2026-11-21"),
            )
        return self.value

    def both(self) -> Text:
        self.only(frozenset({"zh", "en"}))
        return Text(self.need("zh").text(), self.need("en").text())

    def walk(self) -> Iterator[Located]:
        yield self
        parts: list[Located] = []
        if isinstance(self.value, dict):
            parts = list(self.value.values())
        elif isinstance(self.value, list):
            parts = self.value
        for part in parts:
            yield from part.walk()

    def plain(self) -> Plain:
        if isinstance(self.value, dict):
            return {key: part.plain() for key, part in self.value.items()}
        if isinstance(self.value, list):
            return [part.plain() for part in self.value]
        return self.value  # type: ignore[return-value]


_SHAPE = Text("请对照同目录其他文件的写法", "compare with the other files of this folder")
