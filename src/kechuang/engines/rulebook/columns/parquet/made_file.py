"""A file of made firms, beside columns that no policy asks for, as a benchmark reads it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kechuang.engines.rulebook.columns.frames import Column, Flags, Frame, Words
from kechuang.engines.rulebook.columns.planes import unpacked
from kechuang.engines.rulebook.columns.sheets import Catalogue
from kechuang.engines.rulebook.columns.tables import STORED
from kechuang.engines.rulebook.terms.kinds import Kind

SUFFIX = {kind: end for end, kind in STORED.items()}
UNASKED = 12


def write_firms(path: Path, frames: Iterable[Frame], catalogue: Catalogue) -> None:
    """Every frame as a row group, with ``UNASKED`` columns that are of no use to any policy."""
    writer, first = None, 0
    for frame in frames:
        table = _table(frame, first, catalogue)
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
        first += frame.rows
    if writer:
        writer.close()


def _table(frame: Frame, first: int, catalogue: Catalogue) -> pa.Table:
    numbers = np.arange(first, first + frame.rows)
    told = {"subject": pa.array(numbers).cast(pa.string())}
    for (name, period), column in frame.columns.items():
        kind = catalogue[name].type
        heading = f"{name}{SUFFIX.get(kind, '')}{f'@{period}' if period else ''}"
        told[heading] = _array(column, kind, frame.rows)
    return pa.table(told | {f"unasked_{n}": pa.array(numbers * n) for n in range(UNASKED)})


def _array(column: Column, kind: Kind, rows: int) -> pa.Array:
    lacking = ~unpacked(column.known)[:rows].astype(bool)
    if isinstance(column, Flags):
        return pa.array(unpacked(column.yes)[:rows].astype(bool), mask=lacking)
    if isinstance(column, Words):
        places = pa.array(column.places[:rows].astype(np.int32), mask=lacking)
        return pa.DictionaryArray.from_arrays(places, list(column.told))
    values = pa.array(column.values[:rows].astype(np.int64), mask=lacking)
    return values.cast(pa.int32()).cast(pa.date32()) if kind is Kind.DATE else values
