"""Taking one stream out of an OLE2 container ([MS-CFB]), the envelope of .xls files."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from kechuang.base.sheets.refusals import sheet_error

_SMALL_STREAM = 4096
_NAMED_IN_HEADER = 109
_LAST_SECTOR = 0xFFFFFFFA


def read_stream(content: bytes, *titles: str) -> bytes:
    """The first stream with one of ``titles``.

    Raises:
        SheetError: ``damaged`` when sectors are missing or linked in a circle.
    """
    try:
        return _Container(content).stream(titles)
    except (struct.error, IndexError) as error:
        raise sheet_error("damaged", detail="OLE2") from error


class _Container:
    def __init__(self, content: bytes) -> None:
        self._content = content
        self._sector = 1 << struct.unpack_from("<H", content, 30)[0]
        if self._sector not in (512, 4096):
            raise sheet_error("damaged", detail="OLE2")
        self._links = [link for sector in self._table_sectors() for link in self._numbers(sector)]

    def stream(self, titles: Sequence[str]) -> bytes:
        directory = self._follow(struct.unpack_from("<I", self._content, 48)[0])
        entries = [directory[at : at + 128] for at in range(0, len(directory), 128)]
        for title in titles:
            for entry in entries:
                if entry.startswith(title.encode("utf-16-le") + b"\0\0"):
                    return self._content_of(entry, entries[0])
        raise sheet_error("damaged", detail="OLE2")

    def _content_of(self, entry: bytes, root: bytes) -> bytes:
        start, size = struct.unpack_from("<II", entry, 116)
        if size >= _SMALL_STREAM:
            stream = self._follow(start)
        else:
            stream = self._small(start, struct.unpack_from("<I", root, 116)[0])
        if len(stream) < size:
            raise sheet_error("damaged", detail="OLE2")
        return stream[:size]

    def _small(self, start: int, store: int) -> bytes:
        pieces = self._follow(store)
        table = self._follow(struct.unpack_from("<I", self._content, 60)[0])
        links = struct.unpack(f"<{len(table) // 4}I", table)
        return b"".join(pieces[at * 64 : at * 64 + 64] for at in _chain(start, links))

    def _table_sectors(self) -> Iterator[int]:
        listed = struct.unpack_from(f"<{_NAMED_IN_HEADER}I", self._content, 76)
        yield from (sector for sector in listed if sector < _LAST_SECTOR)
        following, count = struct.unpack_from("<II", self._content, 68)
        for _ in range(min(count, len(self._content) // self._sector)):
            *sectors, following = self._numbers(following)
            yield from (sector for sector in sectors if sector < _LAST_SECTOR)

    def _numbers(self, sector: int) -> tuple[int, ...]:
        at = (sector + 1) * self._sector
        return struct.unpack_from(f"<{self._sector // 4}I", self._content, at)

    def _follow(self, start: int) -> bytes:
        return b"".join(
            self._content[(at + 1) * self._sector : (at + 2) * self._sector]
            for at in _chain(start, self._links)
        )


def _chain(start: int, links: Sequence[int]) -> Iterator[int]:
    at = start
    for _ in range(len(links) + 1):
        if at >= _LAST_SECTOR:
            return
        yield at
        at = links[at]
    raise sheet_error("damaged", detail="OLE2")
