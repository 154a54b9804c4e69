"""Whatever is sent: a refusal in words or a table within limits; no crash, no hang."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from kechuang.base.sheets import Limits, SheetError, Table, read_table
from tests.base.sheets.hostile import HOSTILE, far

LIMITS = Limits(
    rows=20_000,
    columns=512,
    cells=200_000,
    unpacked_bytes=55_000_000,
    text_characters=5_000_000,
    seconds=8,
    memory_bytes=512 << 20,
)


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """All files read by two threads, as a web server would: case → (outcome, seconds)."""
    folder = tmp_path_factory.mktemp("hostile")
    with ThreadPoolExecutor(2) as pool:
        jobs = {case: pool.submit(attempt, folder / str(n), case) for n, case in enumerate(HOSTILE)}
        return {case: job.result() for case, job in jobs.items()}


def attempt(path, case):
    path.write_bytes(case.make())
    started = time.monotonic()
    return read(path, case.name), time.monotonic() - started


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: f"{case.family}-{case.name}")
def test_a_hostile_file_ends_in_a_refusal_or_a_bounded_table(outcomes, case):
    outcome, seconds = outcomes[case]

    assert seconds < LIMITS.seconds + 2
    if isinstance(outcome, SheetError):
        assert not case.codes or outcome.code in case.codes, outcome
        assert case.name in outcome.what.zh
        assert all(part.zh and part.en for part in (outcome.what, outcome.why, outcome.mend))
    else:
        assert not case.codes, outcome
        assert len(outcome.rows) <= LIMITS.rows
        assert all(len(row.cells) == len(outcome.header) for row in outcome.rows)
        assert all(len(row.notes) <= 3 * len(row.cells) for row in outcome.rows)


def read(path, name) -> Table | SheetError:
    try:
        return read_table(path, name=name, limits=LIMITS)
    except SheetError as refusal:
        return refusal


def test_the_corpus_is_broad():
    assert len(HOSTILE) >= 30
    assert len({case.family for case in HOSTILE}) >= 12


def test_reading_costs_this_process_no_memory_for_a_bomb(tmp_path):
    path = tmp_path / "upload"
    path.write_bytes(far("A1", "XFD1048576"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    read(path, "far.xlsx")

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_without_the_guard_the_far_cells_exhaust_the_reader(tmp_path):
    path = tmp_path / "far.xlsx"
    path.write_bytes(far("A1", "XFD1048576"))
    unguarded = (
        "import resource, sys; from python_calamine import CalamineWorkbook;"
        f"resource.setrlimit(resource.RLIMIT_AS, ({2 << 30},) * 2);"
        "CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()"
    )

    ended = subprocess.run([sys.executable, "-c", unguarded, path], capture_output=True, timeout=20)

    assert ended.returncode != 0
    assert b"alloc" in ended.stderr or b"capacity" in ended.stderr


def test_with_the_cell_guard_off_the_memory_fence_still_holds(tmp_path):
    path = tmp_path / "far.xlsx"
    path.write_bytes(far("A1", "XFD1048576"))
    open_gate = Limits(rows=1 << 21, columns=1 << 15, cells=1 << 40, memory_bytes=512 << 20)

    with pytest.raises(SheetError) as refusal:
        read_table(path, name="far.xlsx", limits=open_gate)

    assert refusal.value.code in ("memory", "crashed")


def test_a_reader_that_takes_too_long_is_stopped(tmp_path):
    path = tmp_path / "long.csv"
    path.write_bytes(b"name,n\n" + b"a,1\n" * 3_000_000)

    with pytest.raises(SheetError) as refusal:
        read_table(path, name="long.csv", limits=Limits(rows=10**7, cells=10**8, seconds=1))

    assert refusal.value.code == "timeout"
