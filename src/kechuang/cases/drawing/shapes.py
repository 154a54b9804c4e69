"""Paths of lanes, heads of arrows, and words that fit into a box."""

from __future__ import annotations

from collections.abc import Sequence

from kechuang.cases.drawing.plan import Side

BOX, CORNER = 250, 7
WIDE, NARROW, ROOM = 14, 7.6, BOX - 20


def turned(edge: int, start: int, x: int, end: int, side: Side) -> str:
    """From the box at ``start`` out to the lane at ``x`` and back to the box at ``end``."""
    down = 1 if end > start else -1
    bend = CORNER * side
    return (
        f"M{edge} {start}H{x - bend}Q{x} {start} {x} {start + CORNER * down}"
        f"V{end - CORNER * down}Q{x} {end} {x - bend} {end}H{edge + 7 * side}"
    )


def loop(edge: int, x: int, y: int, side: Side) -> str:
    """Out of the box and back into it."""
    return (
        f"M{edge} {y - 8}H{x - CORNER * side}Q{x} {y - 8} {x} {y - 4}Q{x} {y} {edge + 7 * side} {y}"
    )


def head(x: int, y: int, side: Side) -> str:
    return f'<path class="flow-head" d="M{x} {y}l{8 * side} -5v10z"/>'


def lines(words: str) -> Sequence[str]:
    """The words on one line where they fit, else on two."""
    if _length(words) <= ROOM:
        return (words,)
    places = [place for place, sign in enumerate(words) if sign == " "] or [len(words) // 2]
    middle = min(places, key=lambda place: abs(_length(words[:place]) - _length(words[place:])))
    return (words[:middle].strip(), words[middle:].strip())


def _length(words: str) -> float:
    return sum(WIDE if ord(sign) > 0x2E80 else NARROW for sign in words)
