"""The files of a run: tables of facts in, answers out, each by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

from kechuang.base.sheets import Limits, read_table
from kechuang.engines.rulebook import columns
from kechuang.engines.wording import Refusal, Text

PARQUET = ".parquet"
TABLE = Limits(
    file_bytes=2_000_000_000, unpacked_bytes=4_000_000_000, rows=2_000_000, cells=100_000_000,
    text_characters=2_000_000_000, seconds=600, memory_bytes=4 << 30,
)  # fmt: skip
Keep = Callable[[bytes], object]


class Told(NamedTuple):
    """Facts as slices: how many firms in how many, and the slices after the first so many."""

    firms: int
    parts: int
    after: Callable[[int], Iterator[columns.Slice]]
    ignored: tuple[str, ...]


class Results(NamedTuple):
    """How one slice is answered, and where its answers are kept."""

    form: str
    compute: Callable[[columns.Slice], bytes]
    fields: tuple[str, ...] = columns.ResultRow._fields

    @contextmanager
    def opened(self, out: Path) -> Iterator[Keep]:
        if self.form == PARQUET:
            with pq.ParquetWriter(out, columns.parquet.SCHEMA) as writer:
                yield lambda answers: writer.write_table(columns.parquet.table_of(answers))
            return
        with out.open("wb") as stream:
            if self.form == ".csv":
                stream.write(",".join(self.fields).encode() + b"\n")
            yield stream.write


def facts_in(
    path: Path, question: columns.Question, form: str, reads: columns.parquet.Reads | None = None
) -> Told:
    """The facts that ``reads`` needs, or else those that the packs of the question ask for."""
    if path.suffix == PARQUET:
        file = columns.parquet.FactsFile(path, question, reads)
        return Told(
            file.firms, file.parts, lambda done: file.slices(form, after=done), file.ignored
        )
    firms = _read(path, reads or columns.plan_of(question))
    parts = list(columns.slices_of(question, firms, form))
    return Told(
        len(firms.subjects), len(parts), lambda done: islice(parts, done, None), firms.ignored
    )


def results_in(out: Path, *, with_reasons: bool = False) -> Results:
    """How results are written to ``out``; ``with_reasons``: missing facts and gaps beside them."""
    if with_reasons and out.suffix in columns.LINES:
        return Results(out.suffix, columns.reasoned_lines, columns.FIELDS)
    if with_reasons:
        raise _without_reasons(out)
    if out.suffix == PARQUET:
        return Results(PARQUET, columns.parquet.compute_table)
    if out.suffix in columns.LINES:
        return Results(out.suffix, columns.compute_slice)
    raise Refusal(
        Text(f"结果文件 {out.name}", f"the results in {out.name}"),
        Text(f"不会写“{out.suffix}”", f"cannot write “{out.suffix}”"),
        Text("请以 .parquet、.csv 或 .jsonl 结尾", "let it end in .parquet, .csv or .jsonl"),
    )


def _without_reasons(out: Path) -> Refusal:
    return Refusal(
        Text(f"结果文件 {out.name}", f"the results in {out.name}"),
        Text("逐企业的理由只写成 .csv 或 .jsonl", "reasons are written as .csv or .jsonl only"),
        Text("请改用 .csv，或去掉 --reasons", "name a .csv, or leave out --reasons"),
    )


def _read(facts: Path, reads: columns.parquet.Reads) -> columns.Firms:
    table = read_table(facts, name=facts.name, limits=TABLE)
    rows = [(row.number, row.cells) for row in table.rows if not row.is_blank]
    return columns.read_firms(table.header, rows, reads.needed, reads.catalogue)
