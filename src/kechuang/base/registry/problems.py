"""All problems of one entry at once, each at its field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kechuang.base.errors import InvalidInput, Text


class Problem(NamedTuple):
    """What is wrong with one field of an entry."""

    field: str
    text: Text


class InvalidContent(InvalidInput):
    """An entry whose fields cannot be accepted; ``problems`` tells them one by one."""

    def __init__(self, what: Text, problems: tuple[Problem, ...]) -> None:
        why = Text("；".join(p.text.zh for p in problems), "; ".join(p.text.en for p in problems))
        super().__init__(what, why, Text("请更正后重新提交", "Correct it and submit again"))
        self.problems = problems


def refuse_problems(what: Text, problems: Iterable[Problem]) -> None:
    """Raise ``InvalidContent`` when there is any problem."""
    found = tuple(problems)
    if found:
        raise InvalidContent(what, found)
