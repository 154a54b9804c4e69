"""The removers of pictures, PDF and archives switched off, one channel at a time."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator

from pypdf import PdfReader, PdfWriter

from kechuang.base.blinding import pictures
from kechuang.base.blinding.picture_channels import _PNG_CHANNELS, _PNG_NEEDED, _segment_channel

_INSIDE_EXIF = ("gps", "maker-note")


def keeping_segments(real: Callable[..., pictures.Picture], channel: str) -> Callable[..., object]:
    def repaint(content: bytes, *rest: object, **named: object) -> pictures.Picture:
        copy = real(content, *rest, **named)
        return copy._replace(content=_spliced(content, copy.content, channel))

    return repaint


def _spliced(original: bytes, copy: bytes, channel: str) -> bytes:
    wanted = "exif" if channel in _INSIDE_EXIF else channel
    tail = original[original.rfind(b"\xff\xd9") + 2 :] if original[:2] == b"\xff\xd8" else b""
    if original[:2] == b"\xff\xd8":
        kept = b"".join(whole for name, whole in _segments(original) if name == wanted)
        copy = copy[:2] + kept + copy[2:]
    elif original[:4] == b"\x89PNG":
        kept = b"".join(whole for name, whole in _chunks(original) if name == wanted)
        copy, tail = copy[:33] + kept + copy[33:], original[original.rfind(b"IEND") + 8 :]
    return copy + (tail if channel == "trailing-bytes" else b"")


def _segments(content: bytes) -> Iterator[tuple[str, bytes]]:
    at = 2
    while content[at + 1] != 0xDA:
        size = struct.unpack_from(">H", content, at + 2)[0]
        whole = content[at : at + 2 + size]
        yield _segment_channel(whole[1], whole[4:]), whole
        at += 2 + size


def _chunks(content: bytes) -> Iterator[tuple[str, bytes]]:
    at = 8
    while at + 12 <= len(content):
        size, kind = struct.unpack_from(">I4s", content, at)
        is_xmp = kind == b"iTXt"
        name = "" if kind in _PNG_NEEDED else _PNG_CHANNELS.get(kind, "picture-segment")
        yield "xmp" if is_xmp else name, content[at : at + 12 + size]
        at += 12 + size
        if kind == b"IEND":
            return


def not_pictured(content: bytes, channel: str) -> bytes:
    """A PDF whose pages were copied as objects: there is one remover, and this is without it."""
    if channel in ("pdf-history", "trailing-bytes", "pdf-comments"):
        return content
    buffer = io.BytesIO()
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.write(buffer)
    return buffer.getvalue()


def pack_keeping(original: bytes, copy: bytes, channel: str) -> bytes:
    """The archive of copies with one channel of the original archive kept."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(original)) as source, zipfile.ZipFile(io.BytesIO(copy)) as made:
        before = [entry for entry in source.infolist() if not entry.is_dir()]
        if channel == "trailing-bytes":
            buffer.write(original[: original.find(b"PK\x03\x04")])
        with zipfile.ZipFile(buffer, "a") as out:
            for entry, old in zip(made.infolist(), before, strict=False):
                name = old.filename if channel == "zip-names" else entry.filename
                kept = zipfile.ZipInfo(
                    name, old.date_time if channel == "zip-times" else entry.date_time
                )
                kept.extra = old.extra if channel == "zip-extra" else b""
                kept.comment = old.comment if channel == "zip-comment" else b""
                out.writestr(kept, made.read(entry))
            out.comment = source.comment if channel == "zip-comment" else b""
    end = original.rfind(b"PK\x05\x06") + 22 + len(_comment(original))
    return buffer.getvalue() + (original[end:] if channel == "trailing-bytes" else b"")


def _comment(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.comment
