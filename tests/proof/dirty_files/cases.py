"""One file that somebody might send, and sound tables to spoil."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

HEADER = ("编号", "成果名称", "公开摘要", "意向价格（万元）")
Rows = list[list[str]]


@dataclass(frozen=True)
class Case:
    """``rows`` below the header and ``titles`` told, where the maker knows them.

    ``fate`` is ``taken`` or ``refused`` where only that is right, and empty where both are.
    """

    family: str
    name: str
    make: Callable[[], bytes]
    kind: str = "outcomes"
    rows: int | None = None
    titles: tuple[str, ...] = ()
    fate: str = ""


@cache
def characters() -> str:
    """The 3,755 common characters of GB 2312, level one."""
    pairs = (bytes([high, low]) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    return "".join(pair.decode("gb2312", "ignore") for pair in pairs)


def words(chance: Random, length: int = 12) -> str:
    return "".join(chance.choices(characters(), k=length))


def outcome_rows(chance: Random, count: int) -> Rows:
    """Sound outcomes: key, title, summary, price in 万元."""
    return [
        [f"k{number}", words(chance), words(chance, 20), f"{chance.randrange(1, 900)}"]
        for number in range(count)
    ]


def titles_of(rows: Rows) -> tuple[str, ...]:
    return tuple(row[1] for row in rows)


def text_table(
    rows: Sequence[Sequence[str]],
    *,
    header: Sequence[str] = HEADER,
    delimiter: str = ",",
    ending: str = "\r\n",
) -> str:
    """The table as CSV."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator=ending)
    writer.writerows([header, *rows])
    return buffer.getvalue()
