"""What happens when a guard is off: a reader that loses a row, a reader without fences."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random
from unittest.mock import patch

from kechuang.base.sheets import Table, read_table
from tests.base.sheets.hostile import far
from tests.proof.dirty_files.sending import send
from tests.proof.dirty_files.texts import encodings

READERS = (
    "kechuang.intake.services.uploading.read_table",
    "kechuang.intake.services.checking.read_table",
)
SOUND_FILES = 2
PLAIN = "import sys, openpyxl; [list(s.iter_rows()) for s in openpyxl.load_workbook(sys.argv[1])]"


def dropped_rows_seen(seed: int) -> tuple[int, int]:
    """How many of a few sound files are called faulty when their last row is lost, of how many."""
    sound = list(encodings(Random(seed)))[:SOUND_FILES]
    with patch(READERS[0], _losing_reader), patch(READERS[1], _losing_reader):
        fates = [send(case, 10**6 + number) for number, case in enumerate(sound)]
    return sum(any("rows" in fault for fault in fate.faults) for fate in fates), len(sound)


def _losing_reader(path: Path, *, name: str) -> Table:
    table = read_table(path, name=name)
    return replace(table, rows=table.rows[:-1])


def plain_reader_hangs(folder: Path, *, seconds: int) -> bool:
    """Whether openpyxl without a fence is still busy with one far cell after ``seconds``."""
    place = folder / "far.xlsx"
    place.write_bytes(far("A1", "XFD1048576"))
    try:
        subprocess.run([sys.executable, "-c", PLAIN, str(place)], timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return True
    return False
