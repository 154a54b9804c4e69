"""Scores from whatever format the file is in: lists, matrices, NumPy arrays, PrefLib orders."""

from __future__ import annotations

from array import array
from math import isfinite
from pathlib import Path

import numpy as np

from kechuang.engines.panel.assign import scaled
from kechuang.engines.panel.reading.matrices import NUMBERS, Matrix, load_array, load_matrix
from kechuang.engines.panel.reading.orders import ORDERS, read_orders
from kechuang.engines.panel.reading.table import ScoreTable, table_of_matrix
from kechuang.engines.panel.reading.text import read_rows, unreadable
from kechuang.engines.wording import Text

LEVELS = (1.0, 0.5, 0.25, 0.0)
"""示例 Example: what yes, maybe, no answer and no are worth; no source fixes it."""
_NAMELESS = Text("项目或评审人没有编号", "the proposal or the reviewer has no id")
_LEAVE_OUT = Text(
    "请改正第三列；不能评审的一对不要列出", "Mend column 3; leave out a pair that cannot meet"
)


def read_scores(
    path: Path, *, are_rows_reviewers: bool | None = None, levels: tuple[float, ...] = LEVELS
) -> ScoreTable:
    """The scores of ``path``.

    ``.npy``: a matrix, rows reviewers unless told otherwise; ``.in``: a line “proposals reviewers”,
    then one row per proposal unless told otherwise; ``.toi`` and other PrefLib orders: levels of
    each reviewer, and a proposal missing from a reviewer's order is a conflict; anything else:
    lines “proposal, reviewer, score”. Refuses (``PanelError``) with the line.
    """
    table = _read(path, are_rows_reviewers, levels)
    if not len(table.score):
        why = Text("没有一个评分", "there is no score in it")
        mend = Text("请每行给出项目、评审人、评分", "Give proposal, reviewer, score")
        raise unreadable(path, None, why, mend)
    return table


def _read(path: Path, are_rows_reviewers: bool | None, levels: tuple[float, ...]) -> ScoreTable:
    kind = path.suffix.lower()
    if kind == ".npy":
        return _turned(load_array(path), are_rows_reviewers is not False)
    if kind == ".in":
        return _turned(load_matrix(path), are_rows_reviewers is True)
    if kind in ORDERS:
        return read_orders(path, levels)
    return _read_list(path)


def _turned(matrix: Matrix, are_rows_reviewers: bool) -> ScoreTable:
    return table_of_matrix(matrix.T if are_rows_reviewers else matrix)


def _read_list(path: Path) -> ScoreTable:
    proposals: dict[str, int] = {}
    reviewers: dict[str, int] = {}
    left, right, score = array("q"), array("q"), array("d")
    for place, (line, cells) in enumerate(read_rows(path, columns=3)):
        value = _number(path, line, cells[2], is_head=not place)
        if not (cells[0] and cells[1]):
            raise unreadable(path, line, _NAMELESS, Text("请补上编号", "Write the id"))
        if value is not None:
            left.append(proposals.setdefault(cells[0], len(proposals)))
            right.append(reviewers.setdefault(cells[1], len(reviewers)))
            score.append(value)
    return ScoreTable(
        tuple(proposals),
        tuple(reviewers),
        np.array(left, dtype=np.int64),
        np.array(right, dtype=np.int64),
        scaled(np.array(score)),
        np.zeros(0, dtype=np.int64),
    )


def _number(path: Path, line: int, cell: str, *, is_head: bool) -> float | None:
    """The score of a line; None for the words of a first line."""
    try:
        value = float(cell)
    except ValueError as error:
        if is_head and cell:
            return None
        raise unreadable(path, line, NUMBERS, _LEAVE_OUT) from error
    if not isfinite(value):
        raise unreadable(path, line, NUMBERS, _LEAVE_OUT)
    return value
