"""ZIP: every entry blinded in its own format, under a neutral name in one flat folder."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator

from kechuang.base.blinding.findings import Findings
from kechuang.base.blinding.limits import Limits
from kechuang.base.blinding.refusals import BlindingError
from kechuang.base.blinding.zipping import UNREADABLE, pack
from kechuang.engines.wording import Text

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_NOT_FATAL = frozenset({"unknown-format", "macro", "encrypted", "damaged", "nothing", "entities"})
CopyEntry = Callable[[bytes, str, Limits], tuple[str, bytes]]


def copy_zip(content: bytes, copy_entry: CopyEntry, findings: Findings, limits: Limits) -> bytes:
    """An archive of the copies, numbered in the order of the original names.

    Raises:
        BlindingError: ``nested``, ``part-size``, ``encrypted``, ``damaged`` or ``nothing``.
    """
    if limits.depth < 1:
        raise BlindingError.known_as("nested", limit=Limits().depth)
    entries: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _note_channels(content, archive, findings)
        for number, (name, inside) in enumerate(_files(archive, findings, limits), start=1):
            place = Text(f"压缩包第{number}个文件", f"file {number} of the archive")
            if copied := _copied(name, inside, copy_entry, findings, limits, place):
                entries[f"{number:02d}.{copied[0]}"] = copied[1]
    if not entries:
        raise BlindingError.known_as("nothing")
    return pack(entries)


def _copied(
    name: str,
    content: bytes,
    copy_entry: CopyEntry,
    findings: Findings,
    limits: Limits,
    place: Text,
) -> tuple[str, bytes] | None:
    outer = findings.outer
    findings.outer = findings.within(place)
    try:
        return copy_entry(content, name, limits)
    except BlindingError as refusal:
        if refusal.code not in _NOT_FATAL:
            raise
        findings.lose("unblindable-entry", refusal.why)
        return None
    finally:
        findings.outer = outer


def _files(
    archive: zipfile.ZipFile, findings: Findings, limits: Limits
) -> Iterator[tuple[str, bytes]]:
    left = limits.unpacked_bytes
    if len(archive.infolist()) > limits.entries:
        raise BlindingError.known_as("part-size", limit=limits.entries, detail="ZIP")
    for entry in sorted(archive.infolist(), key=lambda each: each.filename):
        if entry.is_dir():
            findings.met("zip-names")
            continue
        content = _read(archive, entry, left)
        left -= len(content)
        yield entry.filename, content


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    if entry.flag_bits & 1:
        raise BlindingError.known_as("encrypted")
    try:
        with archive.open(entry) as stream:
            content = stream.read(most + 1)
    except UNREADABLE as error:
        raise BlindingError.known_as("damaged", detail="ZIP") from error
    if len(content) > most:
        raise BlindingError.known_as("part-size", limit=most, detail="ZIP")
    return content


def _note_channels(content: bytes, archive: zipfile.ZipFile, findings: Findings) -> None:
    findings.met("zip-comment", bool(archive.comment))
    for entry in archive.infolist():
        findings.met("zip-names")
        findings.met("zip-comment", bool(entry.comment))
        findings.met("zip-extra", bool(entry.extra))
        findings.met("zip-times", entry.date_time != _FIRST_DAY)
        findings.met("zip-attributes", bool(entry.external_attr))
    findings.met("trailing-bytes", _has_bytes_outside(content, archive))


def _has_bytes_outside(content: bytes, archive: zipfile.ZipFile) -> bool:
    """Bytes before the first entry, or after the end of the directory and its comment."""
    end = content.rfind(b"PK\x05\x06")
    length = struct.unpack_from("<H", content, end + 20)[0] if 0 <= end <= len(content) - 22 else 0
    return not content.startswith(b"PK") or end + 22 + length < len(content)
