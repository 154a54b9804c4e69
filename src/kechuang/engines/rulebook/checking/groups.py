"""Refuses groups of conditions that nobody can meet, that everybody meets, or that repeat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kechuang.engines.packfile import Located
from kechuang.engines.rulebook.checking.ranges import Range, covers, natural_range, ranges_of
from kechuang.engines.rulebook.rules.conditions import Condition, Group, Leaf
from kechuang.engines.rulebook.terms.comparisons import Test
from kechuang.engines.rulebook.terms.quantities import Constant, Quantity
from kechuang.engines.wording import Text

Asked = dict[Quantity, list[Range]]


def refuse_dead_leaf(part: Located, leaf: Leaf) -> None:
    """A test that every value passes, or none."""
    found = ranges_of(leaf.test)
    if found is None:
        return
    quantity, let_through = found
    if isinstance(quantity, Constant):
        part.refuse(
            Text("这个条件不涉及任何事实", "this condition asks about no fact"),
            Text("请写出事实名", "name a fact"),
        )
    whole = natural_range(quantity)
    if let_through.is_empty or let_through.meet(whole).is_empty:
        part.refuse(_NEVER, _LOOK_AT_BOUNDS)
    if covers([let_through], whole):
        part.refuse(_ALWAYS, _LOOK_AT_BOUNDS)


def refuse_dead_group(part: Located, form: str, parts: tuple[Condition, ...]) -> None:
    """``all`` that contradict each other, ``any`` that leave nothing out, the same test twice."""
    _refuse_repeated(part, parts)
    leaves = [one for one in parts if isinstance(one, Leaf)]
    if form == "all":
        _refuse_contradiction(part, _asked(required_leaves(parts)))
    if form in ("any", "none"):
        _refuse_everything(part, form, _asked(leaf for leaf in leaves if not leaf.is_judged))


def _refuse_repeated(part: Located, parts: tuple[Condition, ...]) -> None:
    tests: set[Test] = set()
    for listed, one in zip(part.items, parts, strict=True):
        if isinstance(one, Leaf) and one.test in tests:
            listed.refuse(
                Text("同一条件写了两次", "the same test is written twice"),
                Text("请删去一个", "take one of them out"),
            )
        tests |= {one.test} if isinstance(one, Leaf) else set()


def required_leaves(parts: Iterable[Condition]) -> Iterator[Leaf]:
    """The leaves that must all hold, through nested ``all``; those a person judges are left out."""
    for part in parts:
        if isinstance(part, Leaf) and not part.is_judged:
            yield part
        elif isinstance(part, Group) and part.joint == "all":
            yield from required_leaves(part.parts)


def _asked(leaves: Iterable[Leaf]) -> Asked:
    asked: Asked = {}
    for leaf in leaves:
        found = ranges_of(leaf.test)
        if found:
            asked.setdefault(found[0], []).append(found[1])
    return asked


def _refuse_contradiction(part: Located, asked: Asked) -> None:
    for ranges in asked.values():
        left = ranges[0]
        for one in ranges[1:]:
            left = left.meet(one)
        if left.is_empty:
            part.refuse(
                Text("这些条件互相矛盾，谁也无法同时满足", "nobody can meet these at once"),
                Text("请核对界值，或改用 any", "check the bounds, or write any"),
            )


def _refuse_everything(part: Located, form: str, asked: Asked) -> None:
    for quantity, ranges in asked.items():
        if len(ranges) > 1 and covers(ranges, natural_range(quantity)):
            part.refuse(_ALWAYS if form == "any" else _NEVER, _LOOK_AT_BOUNDS)


_NEVER = Text("这个条件谁也无法满足", "nobody can meet this condition")
_ALWAYS = Text("这个条件人人满足，等于没有写", "everybody meets this condition, so it says nothing")
_LOOK_AT_BOUNDS = Text("请核对界值和单位", "check the bounds and the units")
