"""How long asking takes, of firms from memory or from a file, and explaining one firm."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, Protocol

from kechuang.engines.rulebook.columns.answering import ask_block
from kechuang.engines.rulebook.columns.frames import DEFAULT_BLOCK, Frame
from kechuang.engines.rulebook.columns.made import SEED
from kechuang.engines.rulebook.columns.parquet import FactsFile
from kechuang.engines.rulebook.columns.parquet.made_file import write_firms
from kechuang.engines.rulebook.columns.plan import Plan
from kechuang.engines.rulebook.columns.planes import how_many
from kechuang.engines.rulebook.columns.running import Question
from kechuang.engines.rulebook.columns.sheets import sheet_of
from kechuang.engines.rulebook.evaluate import evaluate
from kechuang.engines.rulebook.facts import FactSheet
from kechuang.engines.rulebook.packs import Pack

ON = date(2026, 11, 21)
CHUNK = 4 * DEFAULT_BLOCK
NO_QUESTION = Question(Path(), Path(), ON)


class Make(Protocol):
    def __call__(self, rows: int, *, seed: int) -> Frame: ...


class Figures(NamedTuple):
    """``seconds`` of the processor for asking alone; firms are made between the chunks.
    ``explain_ms``: one firm with all its reasons, by one policy; ``firm_ms``: by every policy.
    ``columns``: read of a file, and how many it has; both 0 where the firms came from none.
    """

    firms: int
    policies: int
    clauses: int
    unknown: float
    near_misses: bool
    times: int
    columns: int
    columns_there: int
    seconds: float
    met: int
    near: int
    due_fen: int
    explained: int
    explain_ms: float
    firm_ms: float
    peak_mb: int


class Asking(NamedTuple):
    """``firms`` that ``make`` makes, asked ``times`` over by the policies of ``plan``."""

    plan: Plan
    make: Make
    firms: int
    unknown: float
    near: bool
    times: int = 1

    def frames(self) -> Iterator[Frame]:
        """The firms in chunks, each made when it is asked for."""
        for start in range(0, self.firms, CHUNK):
            yield self.make(min(self.firms - start, CHUNK), seed=SEED + start)


def measured(asking: Asking) -> Figures:
    """Asking alone; the firms are made between the chunks."""
    seconds, found = 0.0, Found()
    for frame in asking.frames():
        began = time.process_time()
        for _ in range(asking.times):
            counted = _asked(asking.plan, frame, near=asking.near)
        seconds += time.process_time() - began
        found = found.plus(counted)
    return _figures(asking, seconds, found)


def measured_from_file(asking: Asking) -> Figures:
    """Reading and asking: of a file with more columns, only those that the policies use."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "firms.parquet"
        write_firms(path, asking.frames(), asking.plan.catalogue)
        began, found = time.process_time(), Found()
        for _ in range(asking.times):
            file = FactsFile(path, NO_QUESTION, asking.plan)
            counted = [_asked(asking.plan, one, near=asking.near) for one in file.frames()]
            found = Found().plus(*counted)
        seconds = time.process_time() - began
    figures = _figures(asking, seconds, found)
    return figures._replace(
        columns=len(file.read), columns_there=len(file.read) + len(file.ignored)
    )


class Found(NamedTuple):
    """How many are met and nearly met, the fen due to the former, and the rows explained."""

    met: int = 0
    near: int = 0
    due_fen: int = 0
    explained: int = 0

    def plus(self, *others: Found) -> Found:
        return Found(*map(sum, zip(self, *others, strict=True)))


def _figures(asking: Asking, seconds: float, found: Found) -> Figures:
    plan = asking.plan
    clauses = sum(len(pack.clauses) for pack in plan.packs)
    return Figures(
        asking.firms, len(plan.packs), clauses, asking.unknown, asking.near, asking.times, 0, 0,
        round(seconds, 3), *found, *_explaining(plan, asking.make), _peak_mb(),
    )  # fmt: skip


def _explaining(plan: Plan, make: Make) -> tuple[float, float]:
    """Milliseconds by the slowest policy, and by all of them, the quickest of a few times each."""
    sheet = sheet_of(make(1, seed=SEED), 0, plan.catalogue)
    seconds = [_quickest(pack, sheet) for pack in plan.packs]
    return round(max(seconds) * 1_000, 2), round(sum(seconds) * 1_000, 1)


def _quickest(pack: Pack, sheet: FactSheet) -> float:
    times = []
    for _ in range(3):
        began = time.process_time()
        evaluate(pack, sheet, on=ON)
        times.append(time.process_time() - began)
    return min(times)


def _asked(plan: Plan, frame: Frame, *, near: bool) -> Found:
    met = nearly = fen = explained = 0
    for block in frame.blocks():
        for answers in ask_block(plan, block, near=near):
            met += how_many(answers.met)
            nearly += how_many(answers.near)
            explained += answers.explained
            if answers.amounts is not None:
                fen += int(answers.amounts.low.clip(0).sum())
    return Found(met, nearly, fen, explained)


def _peak_mb() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1 << 20 if sys.platform == "darwin" else 1 << 10)
