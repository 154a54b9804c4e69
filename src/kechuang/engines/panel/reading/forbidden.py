"""Pairs that must not meet: from a list, a matrix, or what PrefLib orders leave out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kechuang.engines.panel.assign.instance import Ints
from kechuang.engines.panel.reading.orders import ORDERS, left_out, read_ranking
from kechuang.engines.panel.reading.table import ScoreTable
from kechuang.engines.panel.reading.text import read_rows, unreadable
from kechuang.engines.panel.refusals import PanelError
from kechuang.engines.wording import Text


@dataclass(frozen=True)
class Exclusions:
    """Keys proposal × reviewers + reviewer, and how many lines name nobody of the scores."""

    keys: Ints
    strangers: int = 0


def read_conflicts(path: Path, scores: ScoreTable) -> Exclusions:
    """The conflicts of ``path``, for the ids of ``scores``.

    A list “proposal, reviewer[, −1 or a reason]” (0: no conflict); a NumPy matrix of the shape of
    the scores, where anything but 0 is a conflict; PrefLib orders of the same proposals and
    reviewers. Refuses (``PanelError``) a file that names nobody of the scores, and the value 1,
    which some programs read as “must be assigned”.
    """
    kind = path.suffix.lower()
    if kind in ORDERS:
        return _of_orders(path, scores)
    if kind == ".npy":
        return _of_matrix(path, scores)
    return _of_list(path, scores)


def _of_orders(path: Path, scores: ScoreTable) -> Exclusions:
    ranking = read_ranking(path)
    shape = (len(ranking.alternatives), len(ranking.voters))
    if not scores.is_numbered or shape != (len(scores.proposals), len(scores.reviewers)):
        raise _other_shape(path, shape, scores)
    return Exclusions(left_out(ranking))


def _of_matrix(path: Path, scores: ScoreTable) -> Exclusions:
    try:
        matrix = np.load(path, allow_pickle=False)
    except (ValueError, OSError, EOFError) as error:
        raise _other_shape(path, (), scores) from error
    wanted = (len(scores.proposals), len(scores.reviewers))
    if matrix.shape == wanted[::-1] and wanted[0] != wanted[1]:
        matrix = matrix.T
    if matrix.shape != wanted:
        raise _other_shape(path, matrix.shape, scores)
    return Exclusions(np.flatnonzero(matrix != 0))


def _other_shape(path: Path, shape: tuple[int, ...], scores: ScoreTable) -> PanelError:
    wanted = f"{len(scores.proposals)}×{len(scores.reviewers)}"
    given = "×".join(map(str, shape)) or "?"
    return unreadable(
        path,
        None,
        Text(f"它是{given}，评分是{wanted}", f"it is {given}, the scores are {wanted}"),
        Text(
            "请给出同一批项目和评审人的冲突", "Give conflicts of the same proposals and reviewers"
        ),
    )


def _of_list(path: Path, scores: ScoreTable) -> Exclusions:
    p_index = {name: number for number, name in enumerate(scores.proposals)}
    r_index = {name: number for number, name in enumerate(scores.reviewers)}
    keys, strangers, lines = [], 0, 0
    for line, cells in read_rows(path, columns=2):
        if not _is_conflict(path, line, cells):
            continue
        lines += 1
        if cells[0] in p_index and cells[1] in r_index:
            keys.append(p_index[cells[0]] * len(r_index) + r_index[cells[1]])
        else:
            strangers += 1
    if lines > 1 and not keys:
        raise unreadable(
            path,
            None,
            Text("没有一行与评分文件的编号相符", "no line names a pair of the scores"),
            Text("请按“项目,评审人”列出冲突", "List conflicts as “proposal, reviewer”"),
        )
    return Exclusions(np.array(sorted(keys), dtype=np.int64), strangers)


def _is_conflict(path: Path, line: int, cells: list[str]) -> bool:
    mark = cells[2] if len(cells) > 2 else "-1"
    try:
        value = float(mark)
    except ValueError:
        return True
    if value > 0:
        raise unreadable(
            path,
            line,
            Text(
                "值为正：有的程序表示“必须分配”",
                "a positive value means “must be assigned” to some",
            ),
            Text("冲突请写 −1，无冲突写 0", "Write −1 for a conflict and 0 for none"),
        )
    return value < 0
