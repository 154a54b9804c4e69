"""A Parquet file of facts as slices of a run."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from kechuang.engines.rulebook.columns.frames import DEFAULT_BLOCK, Frame, Standing
from kechuang.engines.rulebook.columns.parquet.arrays import column_in
from kechuang.engines.rulebook.columns.planes import rounded_up
from kechuang.engines.rulebook.columns.running import Question, Slice, plan_of
from kechuang.engines.rulebook.columns.sheets import Catalogue
from kechuang.engines.rulebook.columns.standings import standings_of
from kechuang.engines.rulebook.columns.tables import Heading, names_of, read_heading, subject_in
from kechuang.engines.rulebook.needs import Needed
from kechuang.engines.rulebook.refusals import FactError
from kechuang.engines.wording import Text


class Reads(Protocol):
    """What is read of a file: the facts ``needed``, of the kinds that ``catalogue`` says."""

    @property
    def needed(self) -> Collection[Needed]: ...
    @property
    def catalogue(self) -> Catalogue: ...


class FactsFile:
    """The columns of a file that ``reads``, or else the question, needs; ``ignored`` are others.

    FactError when it is no Parquet file, or names no firms, or holds one fact twice.
    """

    def __init__(self, path: Path, question: Question, reads: Reads | None = None) -> None:
        self.path, self.question = path, question
        plan = reads or plan_of(question)
        self.catalogue = plan.catalogue
        with self._opened() as file:
            self.firms, header = file.metadata.num_rows, file.schema_arrow.names
        self.subject = header[subject_in(header)]
        names = names_of(plan.catalogue)
        headings = {name: read_heading(name, names) for name in header}
        self.read = {name: one for name, one in headings.items() if one and one.key in plan.needed}
        self.ignored = tuple(name for name in header if name not in {self.subject, *self.read})
        self._refuse_twice()

    @property
    def parts(self) -> int:
        count: int = -(-self.firms // DEFAULT_BLOCK)
        return count

    def slices(self, form: str, *, after: int = 0) -> Iterator[Slice]:
        """The firms in their order, without the first ``after`` slices."""
        for number, batch in enumerate(self._batches([self.subject, *self.read])):
            if number >= after:
                subjects = tuple(str(one or "") for one in batch[self.subject].to_pylist())
                frame = replace(self._frame(batch), standings=self._standings[number])
                yield Slice(self.question, subjects, frame, form)

    def frames(self) -> Iterator[Frame]:
        """The firms in their order without their names, and without standings."""
        return (self._frame(one) for one in self._batches([*self.read]))

    @cached_property
    def _standings(self) -> list[tuple[Standing, ...]]:
        """Where firms are ranked, the file is read once more before the first slice."""
        plan = plan_of(self.question)
        if not plan.ranking:
            return [()] * self.parts
        return standings_of(plan, self.frames())

    def _batches(self, names: list[str]) -> Iterator[pa.Table]:
        with self._opened() as file:
            yield from _filled(file.iter_batches(DEFAULT_BLOCK, columns=names))

    def _frame(self, batch: pa.Table) -> Frame:
        size, catalogue = rounded_up(batch.num_rows), self.catalogue
        columns = {
            one.key: column_in(batch[name], name, one, catalogue[one.key[0]], size)
            for name, one in self.read.items()
        }
        return Frame(batch.num_rows, size, columns)

    def _opened(self) -> pq.ParquetFile:
        try:
            return pq.ParquetFile(self.path)
        except pa.ArrowInvalid as broken:
            raise FactError(
                Text(f"企业数据 {self.path.name}", f"the facts in {self.path.name}"),
                Text("不是可读的 Parquet 文件", "it is no Parquet file that can be read"),
                Text("请重新导出", "export it again"),
            ) from broken

    def _refuse_twice(self) -> None:
        told: dict[Heading, str] = {}
        for name, one in self.read.items():
            other = told.setdefault(one._replace(is_stored=False), name)
            if other != name:
                raise FactError(
                    Text(f"列“{name}”", f"the column “{name}”"),
                    Text(f"与列“{other}”是同一事实", f"it is the same fact as “{other}”"),
                    Text("请只留一列", "keep only one of them"),
                )


def _filled(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Tables of exactly a block each, but for the last, wherever row groups end."""
    waiting: list[pa.RecordBatch] = []
    rows = 0
    for batch in batches:
        waiting.append(batch)
        rows += batch.num_rows
        while rows >= DEFAULT_BLOCK:
            table = pa.Table.from_batches(waiting)
            yield table.slice(0, DEFAULT_BLOCK)
            waiting = table.slice(DEFAULT_BLOCK).to_batches()
            rows -= DEFAULT_BLOCK
    if rows:
        yield pa.Table.from_batches(waiting)
