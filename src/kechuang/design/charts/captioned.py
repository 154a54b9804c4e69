"""A chart together with its caption and the same numbers as a table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Drawing:
    """``svg`` is what people look at; ``columns`` and ``rows`` are the same numbers to read."""

    svg: str
    caption: str
    columns: tuple[str, ...]
    rows: list[tuple[str | int, ...]]
