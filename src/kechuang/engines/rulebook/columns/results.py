"""Results of a run as rows: one per firm and clause."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import compress
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
    verdicts, near = verdict_codes(answers)[:rows], unpacked(answers.near)[:rows]
    amounts = spread_amounts(answers, rows)
    codes, texts = failed_codes(answers, rows)
    ids = answers.pack.id, answers.clause.id
    for row, subject in enumerate(subjects):
        kind, low, high = (column[row] for column in amounts)
        yield ResultRow(
            subject,
            *ids,
            ORDER[verdicts[row]].value,
            bool(near[row]),
            KINDS[kind],
            None if low == OPEN else int(low),
            None if high == OPEN else int(high),
            texts[codes[row]],
        )


ORDER = (Verdict.POSSIBLE, Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN)


def verdict_codes(answers: ClauseAnswers) -> NDArray[np.uint8]:
    planes = (answers.met, answers.not_met, answers.unknown)
    total = np.zeros(len(answers.met) * 64, np.uint8)
    for code, plane in enumerate(planes, start=1):
        total += unpacked(plane).view(np.uint8) * np.uint8(code)
    return total


def spread_amounts(answers: ClauseAnswers, rows: int) -> Amounts:
    """The amounts of the rows that are due, in their places among all."""
    found = answers.amounts
    whole = Amounts(
        np.full(rows, NOTHING, np.uint8),
        np.full(rows, OPEN, found.low.dtype if found else np.int64),
        np.full(rows, OPEN, found.high.dtype if found else np.int64),
    )
    if found is not None and answers.due is not None:
        whole.kind[answers.due] = found.kind
        whole.low[answers.due] = found.low
        whole.high[answers.due] = found.high
    return whole


def failed_codes(answers: ClauseAnswers, rows: int) -> tuple[NDArray[np.intp], list[str]]:
    """The ids of the failed conditions: a code per row, and the text that each code stands for."""
    table = np.stack([unpacked(plane)[:rows] for plane in answers.failed], axis=1)
    patterns, codes = np.unique(np.packbits(table, axis=1), axis=0, return_inverse=True)
    ids = [single.id for single in answers.singles]
    failures = np.unpackbits(patterns, axis=1, count=len(ids)).view(np.bool_)
    return codes.reshape(-1), [" ".join(compress(ids, row)) for row in failures]


def csv_text(rows: Iterable[ResultRow]) -> str:
    stream = StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue()


def jsonl_text(rows: Iterable[ResultRow]) -> str:
    return "".join(f"{_compact(row._asdict())}\n" for row in rows)


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
