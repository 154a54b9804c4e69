"""The region sweep: prepare, compute what is still open, keep it, seal the run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime

from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require
from kechuang.batch.access import can_start_sweeps
from kechuang.batch.comparing import is_as_stored
from kechuang.batch.executors import executor_for, in_order
from kechuang.batch.frozen import read_sealed
from kechuang.batch.inputs import collect_inputs
from kechuang.batch.keeping import keep_computed
from kechuang.batch.work import Computed, Slice, compute
from kechuang.entitlements.models import Entitlement
from kechuang.files.storage import path_of
from kechuang.matching.models import Match
from kechuang.runs.models import SWEEP, Part, Run
from kechuang.runs.selectors import open_parts
from kechuang.runs.services import complete_run, prepare_run

PARTIES_PER_PART, DEMANDS_PER_PART = 100, 25

Progress = Callable[[int], None]


def prepare_sweep(*, by: Actor, at: datetime, on: date) -> Run:
    """Freeze today's inputs; the same inputs on the same day give the run that already exists."""
    require(can_start_sweeps(by), Text("发起全区域计算", "start a region sweep"))
    inputs = collect_inputs(on=on)
    return prepare_run(
        by=by,
        at=at,
        kind=SWEEP,
        on=on,
        inputs=inputs.content,
        inputs_digest=inputs.digest,
        parts={
            "entitlement": (inputs.parties, PARTIES_PER_PART),
            "matching": (inputs.demands, DEMANDS_PER_PART),
        },
    )


def advance_sweep(run: Run, *, progress: Progress, workers: int | None = None) -> None:
    """Compute and keep every open part; call again after an interruption to go on."""
    with _computing(run, open_parts(run), workers) as results:
        for part, computed in results:
            keep_computed(part, computed)
            progress(part.last - part.first)


def finish_sweep(run: Run, *, by: Actor, at: datetime) -> Run:
    """Seal the run with its counts."""
    counts = {
        "answers": Entitlement.objects.filter(run=run).count(),
        "met": Entitlement.objects.filter(run=run, verdict="met").count(),
        "matches": Match.objects.filter(run=run).count(),
    }
    return complete_run(by=by, at=at, run=run, counts=counts)


def replay_differences(run: Run, *, progress: Progress, workers: int | None = None) -> list[Part]:
    """Compute a sealed run again from its frozen inputs; the parts whose bytes or rows differ."""
    different = []
    with _computing(run, run.parts.order_by("kind", "first"), workers) as results:
        for part, computed in results:
            if not is_as_stored(part, computed):
                different.append(part)
            progress(part.last - part.first)
    return different


def items_left(run: Run) -> int:
    """Parties and demands still to be computed, for the progress bar."""
    return sum(part.last - part.first for part in open_parts(run))


@contextmanager
def _computing(
    run: Run, parts: Iterable[Part], workers: int | None
) -> Iterator[Iterator[tuple[Part, Computed]]]:
    """Each part with its result, in order; leaving the block gives up what has not begun."""
    by_slice = _slices(run, parts)
    with (
        executor_for(len(by_slice), workers=workers) as executor,
        closing(in_order(executor, compute, list(by_slice))) as results,
    ):
        yield ((by_slice[job], computed) for job, computed in results)


def _slices(run: Run, parts: Iterable[Part]) -> dict[Slice, Part]:
    path = path_of(run.inputs.digest)
    read_sealed(path)
    return {
        Slice(inputs=str(path), on=run.on, kind=part.kind, first=part.first, last=part.last): part
        for part in parts
    }
