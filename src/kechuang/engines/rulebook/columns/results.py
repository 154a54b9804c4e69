"""Results of a run as rows: one per firm and clause."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kechuang.engines.rulebook.columns.amounts import KINDS, NOTHING, OPEN, Amounts
from kechuang.engines.rulebook.columns.answering import ClauseAnswers
from kechuang.engines.rulebook.columns.planes import unpacked
from kechuang.engines.rulebook.verdict import Verdict


class ResultRow(NamedTuple):
    """``failed``: the conditions not met, in their order; money in fen, None where unbounded."""

    subject: str
    pack: str
    clause: str
    verdict: str
    near_miss: bool
    amount: str
    low_fen: int | None
    high_fen: int | None
    failed: str


def result_rows(answers: ClauseAnswers, subjects: Sequence[str]) -> Iterator[ResultRow]:
    """What one clause says to each of ``subjects``, the firms of the block in their order."""
    rows = len(subjects)
    verdicts, near = _verdicts(answers)[:rows], unpacked(answers.near)[:rows]
    amounts = _spread(answers, rows)
    failed = _failed(answers, rows)
    ids = answers.pack.id, answers.clause.id
    for row, subject in enumerate(subjects):
        kind, low, high = (column[row] for column in amounts)
        yield ResultRow(
            subject,
            *ids,
            _ORDER[verdicts[row]].value,
            bool(near[row]),
            KINDS[kind],
            None if low == OPEN else int(low),
            None if high == OPEN else int(high),
            failed[row],
        )


_ORDER = (Verdict.POSSIBLE, Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN)


def _verdicts(answers: ClauseAnswers) -> NDArray[np.uint8]:
    planes = (answers.met, answers.not_met, answers.unknown)
    total = np.zeros(len(answers.met) * 64, np.uint8)
    for code, plane in enumerate(planes, start=1):
        total += unpacked(plane).view(np.uint8) * np.uint8(code)
    return total


def _spread(answers: ClauseAnswers, rows: int) -> Amounts:
    """The amounts of the rows that are due, in their places among all."""
    whole = Amounts(
        np.full(rows, NOTHING, np.uint8),
        np.full(rows, OPEN, np.int64),
        np.full(rows, OPEN, np.int64),
    )
    if answers.amounts is not None and answers.due is not None:
        whole.kind[answers.due] = answers.amounts.kind
        whole.low[answers.due] = answers.amounts.low
        whole.high[answers.due] = answers.amounts.high
    return whole


def _failed(answers: ClauseAnswers, rows: int) -> list[str]:
    """The ids of the failed conditions of each row; rows that fail alike share one text."""
    planes = [unpacked(plane)[:rows] for plane in answers.failed]
    texts: dict[bytes, str] = {}
    table = np.stack(planes, axis=1)
    ids = [single.id for single in answers.singles]
    for row in table:
        key = row.tobytes()
        if key not in texts:
            texts[key] = " ".join(one for one, is_set in zip(ids, row, strict=True) if is_set)
    return [texts[row.tobytes()] for row in table]


def csv_text(rows: Iterable[ResultRow]) -> str:
    stream = StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue()


def jsonl_text(rows: Iterable[ResultRow]) -> str:
    return "".join(f"{_compact(row._asdict())}\n" for row in rows)


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
