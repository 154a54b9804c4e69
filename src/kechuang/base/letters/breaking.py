"""Where lines of Chinese text may end: no closing mark begins one, no opening mark ends one."""

from __future__ import annotations

import re
from collections.abc import Callable

_UNIT = re.compile(r"[!-~]+|\s+|.", re.DOTALL)
_NEVER_FIRST = frozenset("、，。；：？！）》〉」』】〕”’…·％%°,.;:?!)]}")
_NEVER_LAST = frozenset("（《〈「『【〔“‘([{")

Measure = Callable[[str], float]


def lines_of(text: str, *, width: float, first: float, measure: Measure) -> list[str]:
    """``text`` in lines of at most ``width`` points; each of its own paragraphs begins ``first``
    points later. Latin words and numbers stay whole unless one is longer than a line."""
    lines: list[str] = []
    for part in text.split("\n"):
        units = [piece for unit in _UNIT.findall(part) for piece in _pieces(unit, width, measure)]
        lines += _broken(units, width, 0 if lines else first, measure)
    return lines


def _broken(units: list[str], width: float, first: float, measure: Measure) -> list[str]:
    lines: list[str] = []
    line, room = list[str](), width - first
    for unit in units:
        if line and measure("".join(line) + unit.rstrip()) > room:
            kept = _with_its_neighbours(line, unit)
            lines.append("".join(line))
            line, room = kept, width
        line.append(unit)
    return [*lines, "".join(line)]


def _with_its_neighbours(line: list[str], unit: str) -> list[str]:
    """Takes off the end of ``line`` what must not be parted from ``unit``."""
    kept: list[str] = []
    following = unit
    while len(line) > 1 and (line[-1][-1] in _NEVER_LAST or following[0] in _NEVER_FIRST):
        following = line.pop()
        kept.insert(0, following)
    return kept


def _pieces(unit: str, width: float, measure: Measure) -> list[str]:
    """A word that is longer than a line, cut into what fits."""
    if len(unit) == 1 or measure(unit) <= width:
        return [unit]
    pieces, piece = list[str](), ""
    for sign in unit:
        if piece and measure(piece + sign) > width:
            pieces.append(piece)
            piece = ""
        piece += sign
    return [*pieces, piece]
