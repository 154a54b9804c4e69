"""The order in which the packs of a folder can be loaded: what others build on comes first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kechuang.engines.packfile import Located, read_yaml
from kechuang.engines.wording import Text


class Needs(NamedTuple):
    """A file, the pack it holds, and the packs it builds on; ``part`` is where it says so."""

    name: str
    pack_id: object
    bases: frozenset[str]
    part: Located


def in_order(texts: Mapping[str, str]) -> list[str]:
    """The names of ``texts``; PackError when packs build on each other in a circle."""
    waiting = [_needs_of(name, texts[name]) for name in sorted(texts)]
    here = {needs.pack_id for needs in waiting}
    ordered: list[str] = []
    while waiting:
        awaited = {needs.pack_id for needs in waiting} & here
        ready = [needs for needs in waiting if not needs.bases & awaited]
        if not ready:
            _refuse_circle(waiting)
        ordered += [needs.name for needs in ready]
        waiting = [needs for needs in waiting if needs not in ready]
    return ordered


def _needs_of(name: str, text: str) -> Needs:
    root = read_yaml(text, name=name)
    adopts, relies, own = (root.get(key) for key in ("adopts", "relies_on", "id"))
    bases = {adopts.text()} if adopts else set()
    if relies and isinstance(relies.value, list):
        bases |= {item.text() for item in relies.items}
    return Needs(name, own.value if own else None, frozenset(bases), relies or adopts or root)


def _refuse_circle(waiting: list[Needs]) -> None:
    ids = "、".join(str(needs.pack_id) for needs in waiting)
    waiting[0].part.refuse(
        Text(f"政策包互相依据，成了环：{ids}", f"packs rely on each other in a circle: {ids}"),
        Text("请去掉其中一个依据", "take one of them out"),
    )
