"""Which identity channels a picture file has besides its pixels."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from PIL import ExifTags, Image

from kechuang.base.blinding.findings import Findings

_MAKER_NOTE = 0x927C
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xDA)}
_START_OF_SCAN, _END_OF_IMAGE, _COMMENT = 0xDA, 0xD9, 0xFE
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_NEEDED = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS"}
_PNG_CHANNELS = {
    b"tEXt": "picture-comment",
    b"zTXt": "picture-comment",
    b"iTXt": "picture-comment",
    b"tIME": "picture-time",
    b"iCCP": "colour-profile",
    b"eXIf": "exif",
}


def stream_channels(content: bytes) -> Iterator[str]:
    """Channels of a JPEG that lies inside another file."""
    yield from _jpeg_channels(content)
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG",)) as image:
            yield from _exif_channels(image)
    except (OSError, ValueError, SyntaxError, TypeError):
        return


def note_picture_channels(content: bytes, image: Image.Image, findings: Findings) -> None:
    """Count into ``findings`` what the copy of this picture will not have."""
    channels = _png_channels(content) if content[:8] == _PNG_SIGNATURE else _jpeg_channels(content)
    for channel in channels:
        findings.met(channel)
    for channel in _exif_channels(image):
        findings.met(channel)


def _exif_channels(image: Image.Image) -> Iterator[str]:
    try:
        exif = image.getexif()
        directories = {ifd: exif.get_ifd(ifd) for ifd in (ExifTags.IFD.GPSInfo, ExifTags.IFD.Exif)}
        thumbnail = exif.get_ifd(ExifTags.IFD.IFD1)
    except (ValueError, OSError, SyntaxError, KeyError, TypeError, struct.error):
        return
    if directories[ExifTags.IFD.GPSInfo]:
        yield "gps"
    if _MAKER_NOTE in directories[ExifTags.IFD.Exif]:
        yield "maker-note"
    if thumbnail:
        yield "picture-thumbnail"


def _jpeg_channels(content: bytes) -> Iterator[str]:
    if content[:2] != b"\xff\xd8":
        return
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF or marker in _WITHOUT_LENGTH:
            at += 1 if marker == 0xFF else 2
            continue
        size = struct.unpack_from(">H", content, at + 2)[0]
        if marker == _START_OF_SCAN:
            break
        if channel := _segment_channel(marker, content[at + 4 : at + 2 + size]):
            yield channel
        at += 2 + size
    end = content.rfind(bytes([0xFF, _END_OF_IMAGE]))
    if 0 <= end < len(content) - 2:
        yield "trailing-bytes"


def _segment_channel(marker: int, body: bytes) -> str:
    if marker == _COMMENT:
        return "picture-comment"
    if marker == 0xE0:
        has_thumbnail = body.startswith(b"JFXX") or (len(body) >= 14 and any(body[12:14]))
        return "picture-thumbnail" if has_thumbnail else ""
    if marker == 0xE1:
        return "exif" if body.startswith(b"Exif") else "xmp"
    if marker == 0xE2:
        return "colour-profile" if body.startswith(b"ICC_PROFILE") else "picture-segment"
    if marker == 0xED:
        return "iptc"
    return "picture-segment" if 0xE3 <= marker <= 0xEF and marker != 0xEE else ""


def _png_channels(content: bytes) -> Iterator[str]:
    at = len(_PNG_SIGNATURE)
    while at + 12 <= len(content):
        size, kind = struct.unpack_from(">I4s", content, at)
        if kind == b"iTXt" and content[at + 8 :].startswith(b"XML:com.adobe.xmp"):
            yield "xmp"
        elif kind not in _PNG_NEEDED:
            yield _PNG_CHANNELS.get(kind, "picture-segment")
        at += 12 + size
        if kind == b"IEND":
            break
    if at < len(content):
        yield "trailing-bytes"
