"""A minimal .xls writer (BIFF8 in an OLE2 container), for tests only."""

from __future__ import annotations

import struct

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Cell = str | int | float


def workbook(
    rows: list[list[Cell]],
    *,
    is_1904: bool = False,
    is_encrypted: bool = False,
    merges: list[tuple[int, int, int, int]] | None = None,
    date_columns: frozenset[int] = frozenset(),
    errors: tuple[tuple[int, int], ...] = (),
) -> bytes:
    """An .xls with one sheet 表; ``errors`` are (row, column) of #N/A cells, 0-based."""
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0x0600))
    if is_encrypted:
        start += _record(0x002F, b"\0" * 54)
    start += _record(0x0022, struct.pack("<H", int(is_1904)))
    start += _record(0x00E0, struct.pack("<HHHHHHIIH", 0, 0, 0, 0, 0, 0, 0, 0, 0))
    start += _record(0x00E0, struct.pack("<HHHHHHIIH", 0, 14, 0, 0, 0, 0, 0, 0, 0))
    title = "表".encode("utf-16-le")
    length = len(_record(0x0085, b"\0" * 8 + title))
    offset = len(start) + length + 4
    start += _record(0x0085, struct.pack("<IHBB", offset, 0, 1, 1) + title) + _record(0x000A, b"")
    return _container(start + _sheet(rows, merges or [], date_columns, errors))


def _sheet(rows, merges, date_columns, errors) -> bytes:
    content = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0x0600))
    for number, cells in enumerate(rows):
        for column, value in enumerate(cells):
            content += _cell(number, column, value, int(column in date_columns))
    for row, column in errors:
        content += _record(0x0205, struct.pack("<HHHBB", row, column, 0, 0x2A, 1))
    if merges:
        ranges = b"".join(struct.pack("<HHHH", *merge) for merge in merges)
        content += _record(0x00E5, struct.pack("<H", len(merges)) + ranges)
    return content + _record(0x000A, b"")


def _cell(row: int, column: int, value: Cell, style: int) -> bytes:
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(value), 1) + text)
    return _record(0x0203, struct.pack("<HHHd", row, column, style, value))


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _container(stream: bytes) -> bytes:
    stream = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    sectors = len(stream) // _SECTOR
    table = [_FAT, _END, *range(3, sectors + 2), _END]
    fat = struct.pack(f"<{len(table)}I", *table).ljust(_SECTOR, b"\xff")
    assert len(fat) == _SECTOR, "one FAT sector is enough for a test"
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    head += struct.pack("<I", 0) + b"\xff" * (108 * 4)
    directory = _entry("Root Entry", 5, child=1, start=_END, size=0)
    directory += _entry("Workbook", 2, child=_FREE, start=2, size=len(stream))
    directory += b"\0" * 256
    return head + fat + directory + stream


def _entry(title: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    name = title.encode("utf-16-le") + b"\0\0"
    body = name.ljust(64, b"\0") + struct.pack("<HBBIII", len(name), kind, 1, _FREE, _FREE, child)
    return body + b"\0" * 36 + struct.pack("<IQ", start, size)
