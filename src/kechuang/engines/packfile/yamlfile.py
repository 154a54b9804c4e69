"""Reads YAML with line numbers; numbers stay as written, so nothing becomes a float."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import yaml

from kechuang.engines.packfile.located import Located
from kechuang.engines.packfile.refusals import PackError
from kechuang.engines.wording import Text

# By libyaml where PyYAML was built with it, eight times as fast
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 60
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


def read_yaml(text: str, *, name: str) -> Located:
    """``text`` as located values; PackError when it is not plain YAML.

    Read from the parser's events: its own trees of nodes are built without a limit of depth.
    """
    if len(text) > MAX_CHARACTERS:
        raise _broken(name, 1, Text("文件过大", "the file is too large"))
    try:
        return _Reader(name, yaml.parse(text, Loader=LOADER)).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = str(error.problem)
        raise _broken(name, mark.line + 1 if mark else 1, Text(problem, problem)) from None
    except yaml.YAMLError as error:
        raise _broken(name, 1, Text(str(error), str(error))) from None


def _broken(name: str, line: int, why: Text) -> PackError:
    return PackError(
        file=name,
        line=line,
        what=Text("YAML 无法读取", "the YAML cannot be read"),
        why=why,
        mend=Text("请检查缩进、冒号和引号", "check indentation, colons and quotes"),
    )


class _Reader:
    def __init__(self, name: str, events: Iterator[yaml.Event]) -> None:
        self.name = name
        self.events = events

    def document(self) -> Located:
        """The only one of the stream."""
        next(self.events)
        if not isinstance(next(self.events), yaml.DocumentStartEvent):
            raise _broken(self.name, 1, Text("文件是空的", "the file is empty"))
        found = self.read(next(self.events), self.name, depth=0)
        next(self.events)
        if not isinstance(after := next(self.events), yaml.StreamEndEvent):
            raise self._refused(after, "一个文件只写一份", "a file holds one document")
        return found

    def read(self, event: yaml.Event, name: str, depth: int) -> Located:
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            raise self._refused(event, "不接受锚点与引用", "anchors are not accepted")
        if depth > MAX_DEPTH:
            raise self._refused(event, "嵌套过深", "it is nested too deeply")
        value = self._value(event, name, depth)
        return Located(value, file=self.name, line=_line(event), name=name)

    def _value(self, event: yaml.Event, name: str, depth: int) -> object:
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(depth)
        if isinstance(event, yaml.SequenceStartEvent):
            ended = yaml.SequenceEndEvent
            return [self.read(part, name, depth + 1) for part in self._until(ended)]
        return _scalar(event) if isinstance(event, yaml.ScalarEvent) else None

    def _mapping(self, depth: int) -> dict[str, Located]:
        found: dict[str, Located] = {}
        for event in self._until(yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self._refused(event, "键应是一个词", "a key is one word")
            key = str(event.value)
            if key in found:
                raise self._refused(event, f"键“{key}”写了两次", f"key “{key}” is written twice")
            found[key] = self.read(next(self.events), key, depth + 1)
            found[key].line = _line(event)
        return found

    def _until(self, end: type[yaml.Event]) -> Iterator[yaml.Event]:
        while not isinstance(event := next(self.events), end):
            yield event

    def _refused(self, event: yaml.Event, zh: str, en: str) -> PackError:
        return _broken(self.name, _line(event), Text(zh, en))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _scalar(event: yaml.ScalarEvent) -> object:
    written = str(event.value)
    if event.style in ("'", '"', "|", ">"):
        return written
    if written in _WORDS:
        return _WORDS[written]
    if _WHOLE.fullmatch(written):
        return int(written)
    if _DATE.fullmatch(written):
        return _date_or_text(written)
    return written


def _date_or_text(written: str) -> date | str:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return written
