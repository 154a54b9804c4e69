"""Answers as Arrow tables: one row per firm and clause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kechuang.engines.rulebook.columns.amounts import KINDS, OPEN
from kechuang.engines.rulebook.columns.answering import ClauseAnswers, ask_block
from kechuang.engines.rulebook.columns.planes import unpacked
from kechuang.engines.rulebook.columns.results import (
    ORDER,
    failed_codes,
    spread_amounts,
    verdict_codes,
)
from kechuang.engines.rulebook.columns.running import Slice, plan_of
from kechuang.engines.rulebook.refusals import FactError
from kechuang.engines.wording import Text

WORD = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [
        ("subject", pa.string()),
        ("pack", WORD),
        ("clause", WORD),
        ("verdict", WORD),
        ("near_miss", pa.bool_()),
        ("amount", WORD),
        ("low_fen", pa.int64()),
        ("high_fen", pa.int64()),
        ("failed", WORD),
    ]
)
VERDICTS = [verdict.value for verdict in ORDER]


def compute_table(part: Slice) -> bytes:
    """The answers of a slice as an Arrow stream; the same slice gives the same bytes."""
    subjects = pa.array(part.subjects, pa.string())
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, SCHEMA) as stream:
        for answers in ask_block(plan_of(part.question), part.frame):
            stream.write_batch(_batch(answers, subjects))
    return bytes(sink.getvalue())


def table_of(stream: bytes) -> pa.Table:
    """What ``compute_table`` gave, with one dictionary for each column."""
    return pa.ipc.open_stream(stream).read_all().unify_dictionaries()


def _batch(answers: ClauseAnswers, subjects: pa.Array) -> pa.RecordBatch:
    rows = len(subjects)
    amounts = spread_amounts(answers, rows)
    alike = np.zeros(rows, np.int32)
    codes, texts = failed_codes(answers, rows)
    columns = [
        subjects,
        _coded(alike, [answers.pack.id]),
        _coded(alike, [answers.clause.id]),
        _coded(verdict_codes(answers)[:rows], VERDICTS),
        pa.array(unpacked(answers.near)[:rows]),
        _coded(amounts.kind, KINDS),
        _fen(amounts.low),
        _fen(amounts.high),
        _coded(codes, texts),
    ]
    return pa.record_batch(columns, schema=SCHEMA)


def _coded(codes: NDArray[np.integer], words: Sequence[str]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(codes.astype(np.int32), list(words))


def _fen(bounds: NDArray[Any]) -> pa.Array:
    """Null where nothing bounds the amount; FactError for one that 64 bits cannot hold."""
    try:
        return pa.array(bounds, pa.int64(), mask=bounds == OPEN)
    except (OverflowError, pa.ArrowInvalid) as large:
        raise FactError(
            Text("结果文件", "the results"),
            Text("有金额超出 64 位整数", "an amount does not fit 64 bits"),
            Text("请核对企业数据，或写成 .csv", "check the facts, or write .csv"),
        ) from large
