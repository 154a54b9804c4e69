"""Looking through the records of an .xls ([MS-XLS]) for what the value reader does not tell."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from kechuang.base.sheets.grids import Finding
from kechuang.base.sheets.ole import read_stream
from kechuang.base.sheets.refusals import sheet_error

_BEGIN, _END = 0x0809, 0x000A
_FILE_PASS, _BOUND_SHEET, _BOOL_OR_ERROR, _FORMULA = 0x002F, 0x0085, 0x0205, 0x0006
_ERROR_NAMES = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
Findings = dict[int, list[Finding]]


def scan_errors(path: Path) -> dict[int, Findings]:
    """Sheet index → row number → cells that hold an error value.

    Raises:
        SheetError: ``password`` for every kind of encryption, ``damaged``.
    """
    stream = read_stream(path.read_bytes(), "Workbook", "Book")
    try:
        starts = list(_sheet_starts(stream))
        return {index: _findings(stream, start) for index, start in enumerate(starts)}
    except struct.error as error:
        raise sheet_error("damaged", detail="BIFF") from error


def _sheet_starts(stream: bytes) -> Iterator[int]:
    for kind, body in _substream(stream, 0):
        if kind == _FILE_PASS:
            raise sheet_error("password")
        if kind == _BOUND_SHEET:
            yield struct.unpack_from("<I", body)[0]


def _substream(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Records from ``at`` to the end of its substream; charts inside nest their own."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        depth += (kind == _BEGIN) - (kind == _END)
        if depth <= 0:
            return
        at += 4 + size


def _findings(stream: bytes, start: int) -> Findings:
    findings: Findings = {}
    for kind, body in _substream(stream, start):
        code = _error_code(kind, body)
        if code is not None:
            row, column = struct.unpack_from("<HH", body)
            found = Finding(column, "error", _ERROR_NAMES.get(code, "#"))
            findings.setdefault(row + 1, []).append(found)
    return findings


def _error_code(kind: int, body: bytes) -> int | None:
    if kind == _BOOL_OR_ERROR and body[7:8] == b"\x01":
        return body[6]
    if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        return body[8]
    return None
