"""The numbers of a policy where they are written: thresholds, rates, caps, budgets, points."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from kechuang.engines.packfile import WordingError
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.terms.literals import read_literal
from kechuang.engines.rulebook.terms.tokens import split_tokens
from kechuang.engines.wording import Text

PART_NAMES: dict[str, tuple[str, ...]] = {"define": ("define",), "clauses": ()}
UNNAMED = frozenset(
    {"clauses", "conditions", "all", "any", "none", "of", "amount", "items", "score", "dated",
     "versions", "growth", "interest", "readings"}
)  # fmt: skip
NO_NUMBER = frozenset(
    {"id", "title", "label", "article", "kind", "evidence", "text_kind", "seasons", "policy",
     "round", "decimals", "digits", "year", "years", "days", "days_in_year", "at", "from", "since",
     "note", "same"}
)  # fmt: skip


class Head(NamedTuple):
    """What the words around a number say it is."""

    label: Text
    article: str


class Scalar(NamedTuple):
    """A value of the file between two characters; ``is_plain``: it stands there as it reads."""

    start: int
    end: int
    text: str
    is_plain: bool

    def written(self, text: str) -> str:
        return text if self.is_plain else json.dumps(text, ensure_ascii=False)


class Number(NamedTuple):
    """One number: ``address`` below its pack, ``key`` it is written under, ``told`` as written.

    ``first``/``last``: its characters within ``scalar``. ``kind``: money, ratio, count, ….
    """

    address: str
    head: Head
    key: str
    told: str
    kind: Kind
    scalar: Scalar
    first: int
    last: int


def numbers_in(source: str) -> tuple[Number, ...]:
    """Every number of a pack that may be changed, in the order of the file.

    A place with several numbers has them as ``…#1``, ``…#2``. Dates, years counted by a formula
    (``sum(x, 3, …)``) and the period of validity are none.
    """
    root = yaml.compose(source, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return ()
    numbers = [
        number
        for key, node in root.value
        if key.value in PART_NAMES
        for number in _numbers(node, PART_NAMES[key.value], Head(Text("", ""), ""), source)
    ]
    return _told_apart(numbers)


def _told_apart(numbers: list[Number]) -> tuple[Number, ...]:
    several = Counter(number.address for number in numbers)
    seen: Counter[str] = Counter()
    apart = []
    for number in numbers:
        seen[number.address] += 1
        end = f"#{seen[number.address]}" if several[number.address] > 1 else ""
        apart.append(number._replace(address=number.address + end))
    return tuple(apart)


def _numbers(node: yaml.Node, path: tuple[str, ...], head: Head, source: str) -> Iterator[Number]:
    if isinstance(node, yaml.SequenceNode):
        for place, item in enumerate(node.value, start=1):
            yield from _numbers(item, (*path, _name_of(item) or str(place)), head, source)
    elif isinstance(node, yaml.MappingNode):
        for key, part in node.value:
            if key.value not in NO_NUMBER:
                own = _head_of(node, key.value if path == ("define",) else "", head)
                below = () if key.value in UNNAMED else (key.value,)
                yield from _numbers(part, (*path, *below), own, source)
    elif isinstance(node, yaml.ScalarNode):
        yield from _literals(node, path, head, source)


def _name_of(item: yaml.Node) -> str:
    told = _scalars(item)
    return told.get("id") or told.get("from") or ""


def _scalars(node: yaml.Node) -> dict[str, str]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {key.value: one.value for key, one in node.value if isinstance(one, yaml.ScalarNode)}


def _head_of(node: yaml.Node, name: str, around: Head) -> Head:
    parts = {key.value: part for key, part in node.value}
    words = _scalars(parts.get("label") or parts.get("title") or node)
    label = Text(words["zh"], words["en"]) if {"zh", "en"} <= set(words) else around.label
    if name:
        label = Text(name, name)
    return Head(label, _article(parts.get("article")) or around.article)


def _article(part: yaml.Node | None) -> str:
    if isinstance(part, yaml.ScalarNode):
        return str(part.value)
    return _scalars(part).get("zh", "") if part else ""


def _literals(
    node: yaml.ScalarNode, path: tuple[str, ...], head: Head, source: str
) -> Iterator[Number]:
    text = str(node.value)
    start, end = node.start_mark.index, node.end_mark.index
    scalar = Scalar(start, end, text, source[start:end] == text)
    key = next((part for part in reversed(path) if not part.isdigit()), "")
    for first, last in _spans(text):
        told = text[first:last]
        kind = _kind(told)
        if kind:
            yield Number("/".join(path), head, key, told, kind, scalar, first, last)


def _kind(told: str) -> Kind | None:
    """None for a number that is no value by itself, as a weight of 0.5."""
    try:
        return read_literal(told).kind
    except WordingError:
        return None


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the numbers of a phrase stand; one behind a comma counts years, and is left out."""
    try:
        tokens = split_tokens(text)
    except WordingError:
        return
    position, before = 0, ""
    for token in tokens:
        first = text.index(token.text, position)
        position = first + len(token.text)
        if token.kind == "literal" and before != ",":
            yield first, first + len(token.text.rstrip())
        before = token.text
