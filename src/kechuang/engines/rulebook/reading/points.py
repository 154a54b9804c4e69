"""Reads points: a whole number, or the span within which experts decide."""

from __future__ import annotations

from kechuang.engines.packfile import Located
from kechuang.engines.rulebook.rules.bands import Points
from kechuang.engines.wording import Text


def read_points(part: Located) -> Points:
    """Whole points, or ``[low, high]`` where experts decide."""
    if isinstance(part.value, list) and len(part.value) == 2:
        low, high = (item.whole() for item in part.items)
        if low <= high:
            return Points(low, high)
    if not isinstance(part.value, list):
        return Points(part.whole(), part.whole())
    return part.refuse(
        Text("分值须是整数或 [低, 高]", "points are a whole number or [low, high]"),
        Text("请写 20 或 [7, 8]", "write 20 or [7, 8]"),
    )
