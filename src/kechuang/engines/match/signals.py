"""Structured signals: discipline, industry, maturity, price and place, each only where known.

A signal adds or takes a percentage of the text score, so it can reorder what is about the same
thing but never lift what is about something else. Unknown is not no: it is worth nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kechuang.engines.match.records import Attributes, Document
from kechuang.engines.wording import Text

Percents = npt.NDArray[np.int64]
Column = npt.NDArray[np.int64]
UNKNOWN = -1
WORDED = ("discipline", "industry", "region")
COUNTED = {"maturity": range(1, 10), "price_fen": range(2**62)}


class AttributeTable(NamedTuple):
    """One whole number per document and attribute; words are numbered in ``words``."""

    columns: Mapping[str, Column]
    words: Mapping[str, tuple[str, ...]]


class Signal(NamedTuple):
    """``wanted`` is the query's attribute, ``offered`` the document's; percents by ``judge``."""

    kind: str
    label: Text
    wanted: str
    offered: str
    judge: Callable[[str | int, Column, tuple[str, ...]], Percents]


def tabulate(documents: Sequence[Document]) -> AttributeTable:
    """Attributes of all documents as columns; absent, None and out of place are unknown."""
    columns: dict[str, Column] = {}
    words: dict[str, tuple[str, ...]] = {}
    for name in WORDED:
        values = [document.attributes.get(name) for document in documents]
        words[name] = tuple(sorted({str(value) for value in values if value not in (None, "")}))
        numbers = {word: number for number, word in enumerate(words[name])}
        columns[name] = _column([numbers.get(str(value), UNKNOWN) for value in values])
    for name, limits in COUNTED.items():
        counts = [_count(document.attributes.get(name), limits) for document in documents]
        columns[name] = _column([UNKNOWN if count is None else count for count in counts])
    return AttributeTable(columns, words)


def _column(values: list[int]) -> Column:
    return np.array(values, dtype=np.int64)


def _count(value: str | int | None, limits: range) -> int | None:
    return value if isinstance(value, int) and value in limits else None


def _same_word(bonus: int, malus: int) -> Callable[[str | int, Column, tuple[str, ...]], Percents]:
    def judge(wanted: str | int, offered: Column, words: tuple[str, ...]) -> Percents:
        number = words.index(str(wanted)) if str(wanted) in words else len(words)
        return np.where(offered == number, bonus, -malus)

    return judge


def _ready(wanted: str | int, offered: Column, words: tuple[str, ...]) -> Percents:
    short = int(wanted) - offered
    return np.where(short <= 0, 10, -np.minimum(short * 10, 40))


def _affordable(wanted: str | int, offered: Column, words: tuple[str, ...]) -> Percents:
    return np.where(offered <= int(wanted), 5, -25)


SIGNALS = (
    Signal("discipline", Text("学科", "Discipline"), "discipline", "discipline", _same_word(10, 0)),
    Signal("industry", Text("行业", "Industry"), "industry", "industry", _same_word(10, 5)),
    Signal("maturity", Text("成熟度", "Maturity"), "needed_maturity", "maturity", _ready),
    Signal(
        "budget", Text("价格与预算", "Price and budget"), "budget_fen", "price_fen", _affordable
    ),
    Signal("place", Text("地区", "Place"), "region", "region", _same_word(5, 0)),
)


def asked(signal: Signal, wanted: Attributes) -> str | int | None:
    """What the query wants by ``signal``; None where it says nothing usable."""
    value = wanted.get(signal.wanted)
    if signal.offered in COUNTED:
        return _count(value, COUNTED[signal.offered])
    return value if value != "" else None


def percents(signal: Signal, table: AttributeTable, wanted: Attributes, at: Column) -> Percents:
    """What ``signal`` is worth, in percent of the text score, for the documents at ``at``."""
    value = asked(signal, wanted)
    if value is None:
        return np.zeros(len(at), dtype=np.int64)
    offered = table.columns[signal.offered][at]
    judged = signal.judge(value, offered, table.words.get(signal.offered, ()))
    return np.where(offered == UNKNOWN, 0, judged)
