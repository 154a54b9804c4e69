"""Writes the reasons of refusal into one workbook inside the fence."""

from __future__ import annotations

from pathlib import Path

from kechuang.base.fenced.child import Request, serve
from kechuang.base.sheets.limits import Limits
from kechuang.base.sheets.marking import mark_rejections
from kechuang.base.sheets.refusals import SheetError
from kechuang.base.sheets.tables import Rejection
from kechuang.engines.wording import Text


def mark(request: Request, limits: Limits) -> Request:
    rejections = [
        Rejection(row, column, Text(*reason)) for row, column, reason in request["rejections"]
    ]
    content = mark_rejections(Path(request["path"]), request["name"], rejections, limits)
    Path(request["output"]).write_bytes(content)
    return {}


if __name__ == "__main__":
    serve(mark, Limits, SheetError)
