"""Looking for canaries in every byte: unzipped, inflated, decoded, and said in other ways."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import quote

from pypdf import PdfReader
from pypdf.errors import PyPdfError

_STREAM = re.compile(rb"stream\r?\n")
_TAG = re.compile(rb"<[^>]*>")
_DEEPEST = 6


def survivors(content: bytes, places: dict[str, str]) -> dict[str, str]:
    """The places whose canary is found anywhere in ``content``."""
    views = [view.lower() for view in all_views(content)]
    return {
        place: canary
        for place, canary in places.items()
        if any(form in view for form in forms(canary) for view in views)
    }


def forms(canary: str) -> list[bytes]:
    """The canary as bytes in the ways in which files write text."""
    found = {canary.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")}
    found.add(canary.encode("utf-8").hex().encode())
    found.add(canary.encode("utf-16-be").hex().encode())
    found.add(quote(canary).encode())
    found.add("".join(f"&#{ord(c)};" for c in canary).encode())
    if re.fullmatch("(?:[0-9A-F]{2}){4,}", canary):
        found.add(bytes.fromhex(canary))
    if canary.startswith("1987-"):
        plain = canary.replace("T", " ").rstrip("Z")
        found |= {plain.encode(), plain.replace("-", ":").encode(), _digits(canary)}
    return [each.lower() for each in found]


def _digits(time: str) -> bytes:
    return re.sub(r"\D", "", time).encode()


def all_views(content: bytes, depth: int = 0) -> Iterator[bytes]:
    """``content``, what is packed in it, and what is packed in that."""
    yield content
    if depth >= _DEEPEST:
        return
    if content.lstrip(b"\xef\xbb\xbf").startswith(b"<"):
        yield _TAG.sub(b"", content)  # the words of several runs side by side
    if content.startswith(b"%PDF-"):
        yield _pdf_text(content)
    for inner in (*_entries(content), *_inflated(content)):
        yield from all_views(inner, depth + 1)


def _entries(content: bytes) -> Iterator[bytes]:
    if b"PK\x05\x06" not in content:
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                yield f"{entry.filename}\n{entry.date_time}".encode() + entry.extra + entry.comment
                yield archive.read(entry)
    except (zipfile.BadZipFile, zlib.error, OSError):
        return


def _inflated(content: bytes) -> Iterator[bytes]:
    """Streams of a PDF and chunks of a PNG."""
    for match in _STREAM.finditer(content):
        yield from _inflate(content[match.end() :])
    at = 8
    while content.startswith(b"\x89PNG") and at + 12 <= len(content):
        size, kind = struct.unpack_from(">I4s", content, at)
        body = content[at + 8 : at + 8 + size]
        if kind in (b"zTXt", b"iCCP"):
            yield from _inflate(body.partition(b"\0")[2][1:])
        if kind == b"iTXt":
            yield from _inflate(body.split(b"\0", 5)[-1])
        at += 12 + size


def _pdf_text(content: bytes) -> bytes:
    """The text as another reader than ours extracts it."""
    try:
        return "\n".join(
            page.extract_text() for page in PdfReader(io.BytesIO(content)).pages
        ).encode()
    except (PyPdfError, ValueError, KeyError, TypeError):
        return b""


def _inflate(content: bytes) -> Iterator[bytes]:
    try:
        yield zlib.decompressobj().decompress(content)
    except zlib.error:
        return
