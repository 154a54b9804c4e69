"""Scores written as one matrix: a NumPy array, or lines of numbers under their two counts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from kechuang.engines.panel.reading.text import read_text, unreadable
from kechuang.engines.wording import Text

Matrix = npt.NDArray[np.float64]
NUMBERS = Text("评分须是有限的数字", "scores are numbers and finite")


def load_array(path: Path) -> Matrix:
    try:
        matrix = np.load(path, allow_pickle=False)
        values = np.asarray(matrix, dtype=np.float64)
    except (ValueError, OSError, EOFError, TypeError) as error:
        raise _not_a_matrix(path) from error
    if values.ndim != 2:
        raise _not_a_matrix(path)
    return values


def _not_a_matrix(path: Path) -> Exception:
    return unreadable(
        path,
        None,
        Text("它不是二维数字矩阵", "it is not a matrix of numbers"),
        Text("请给出评审人×项目的矩阵", "Give a matrix reviewers × proposals"),
    )


def load_matrix(path: Path) -> Matrix:
    numbered = enumerate(read_text(path).splitlines(), start=1)
    lines = [(number, line.split()) for number, line in numbered if line.strip()]
    try:
        height, width = (int(cell) for cell in lines[0][1])
    except (ValueError, IndexError) as error:
        raise _bad_head(path) from error
    rows = [_row(path, number, cells, width) for number, cells in lines[1:]]
    if len(rows) != height:
        raise unreadable(
            path,
            None,
            Text(
                f"首行说有{height}行，实有{len(rows)}行", f"{len(rows)} rows follow, not {height}"
            ),
            Text("请核对首行", "Check the first line"),
        )
    return np.array(rows, dtype=np.float64).reshape(height, width)


def _bad_head(path: Path) -> Exception:
    return unreadable(
        path,
        1,
        Text("首行应是项目数和评审人数", "the first line gives proposals and reviewers"),
        Text("例如“613 201”", "For example “613 201”"),
    )


def _row(path: Path, line: int, cells: list[str], width: int) -> list[float]:
    try:
        values = [float(cell) for cell in cells]
    except ValueError as error:
        raise unreadable(path, line, NUMBERS, Text("请改正", "Mend it")) from error
    if len(values) != width:
        why = Text(f"应有{width}个数，实有{len(values)}个", f"{len(values)} numbers, not {width}")
        raise unreadable(path, line, why, Text("请补全这一行", "Complete this line"))
    return values
