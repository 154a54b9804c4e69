"""Sending a table back with the reasons in it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from kechuang.base.fenced import Fence, run_fenced
from kechuang.base.sheets.limits import Limits
from kechuang.base.sheets.refusals import SheetError
from kechuang.base.sheets.tables import Rejection

# openpyxl keeps formats and needs several times what plain reading does
_DEFAULT = Limits(seconds=120, memory_bytes=2 << 30)


def return_rejections(
    path: Path | str, *, name: str, rejections: Sequence[Rejection], limits: Limits = _DEFAULT
) -> bytes:
    """The original .xlsx, all sheets and formats kept, with bad cells marked and explained.

    Bad cells are light red with a comment, and a last column tells every reason of the row.
    Other formats, and workbooks beyond ``formatted_cells``, come back as a fresh .xlsx with the
    same header and rows.

    Raises:
        SheetError: as ``read_table``.
    """
    packed = [(each.row, each.column, each.reason) for each in rejections]
    with tempfile.TemporaryDirectory() as folder:
        fence = Fence("kechuang.base.sheets.mark_child", limits, SheetError)
        _, output = run_fenced(fence, Path(path), name=name, folder=Path(folder), rejections=packed)
        return output.read_bytes()
