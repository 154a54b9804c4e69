"""Reads YAML with line numbers; numbers stay as written, so nothing becomes a float."""

from __future__ import annotations

import re
from datetime import date

import yaml

from kechuang.engines.packfile.located import Located
from kechuang.engines.packfile.refusals import PackError
from kechuang.engines.wording import Text

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 60
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


def read_yaml(text: str, *, name: str) -> Located:
    """``text`` as located values; PackError when it is not plain YAML."""
    if len(text) > MAX_CHARACTERS:
        raise _broken(name, 1, Text("文件过大", "the file is too large"))
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = str(error.problem)
        raise _broken(name, mark.line + 1 if mark else 1, Text(problem, problem)) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise _broken(name, 1, Text(str(error), str(error))) from None
    if root is None:
        raise _broken(name, 1, Text("文件是空的", "the file is empty"))
    return _Reader(name).read(root, name, depth=0)


def _broken(name: str, line: int, why: Text) -> PackError:
    return PackError(
        file=name,
        line=line,
        what=Text("YAML 无法读取", "the YAML cannot be read"),
        why=why,
        mend=Text("请检查缩进、冒号和引号", "check indentation, colons and quotes"),
    )


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.seen: set[int] = set()

    def read(self, node: yaml.Node, name: str, depth: int) -> Located:
        line = node.start_mark.line + 1
        if id(node) in self.seen:
            raise _broken(self.name, line, Text("不接受锚点与引用", "anchors are not accepted"))
        if depth > MAX_DEPTH:
            raise _broken(self.name, line, Text("嵌套过深", "it is nested too deeply"))
        self.seen.add(id(node))
        return Located(self._value(node, name, depth), file=self.name, line=line, name=name)

    def _value(self, node: yaml.Node, name: str, depth: int) -> object:
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(part, name, depth + 1) for part in node.value]
        return _scalar(node) if isinstance(node, yaml.ScalarNode) else None

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Located]:
        found: dict[str, Located] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in found:
                line = key_node.start_mark.line + 1
                why = Text(f"键“{key}”写了两次", f"key “{key}” is written twice")
                raise _broken(self.name, line, why)
            found[key] = self.read(value_node, key, depth + 1)
            found[key].line = key_node.start_mark.line + 1
        return found


def _scalar(node: yaml.ScalarNode) -> object:
    written = str(node.value)
    if node.style in ("'", '"', "|", ">"):
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
