"""JPEG and PNG files with a canary in every segment and chunk that can hold one."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

from tests.proof.metadata.canaries import Planted, Plants

_TIFF_TAGS = {
    "exif/artist": 0x013B,
    "exif/software": 0x0131,
    "exif/camera": 0x010F,
    "exif/host": 0x013C,
}


_XMP_MARK = b"http" + b"://ns.adobe.com/xap/1.0/\0"
_TIME = struct.pack(">HBBBBB", 1987, 6, 5, 4, 3, 2)


def jpeg(prefix: str = "Qj") -> Planted:
    plants = Plants(prefix)
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((48, 32)).convert("RGB").save(
        buffer, "JPEG", icc_profile=_profile(plants)
    )
    plain = buffer.getvalue()
    segments = [
        (0xE1, b"Exif\0\0" + _exif(plants)),
        (0xE1, _XMP_MARK + _xmp(plants)),
        (0xED, b"Photoshop 3.0\0" + _iptc(plants)),
        (0xEC, b"Ducky\0" + plants.word("picture-segment").encode()),
        (0xE0, b"JFXX\0\x10" + plants.word("picture-thumbnail/jfxx").encode()),
        (0xFE, plants.word("picture-comment").encode()),
    ]
    head = b"".join(_segment(marker, body) for marker, body in segments)
    content = plain[:20] + head + plain[20:] + plants.word("trailing-bytes").encode()
    return Planted(f"{plants.word('file-name')}.jpg", content, plants.places)


def png(prefix: str = "Qn") -> Planted:
    plants = Plants(prefix)
    buffer = io.BytesIO()
    picture = Image.linear_gradient("L").resize((48, 32)).convert("RGBA")
    picture.save(buffer, "PNG", icc_profile=_profile(plants), exif=_exif(plants))
    plain = buffer.getvalue()
    chunks = [
        (b"tEXt", b"Author\0" + plants.word("picture-comment/text").encode()),
        (b"zTXt", b"Comment\0\0" + zlib.compress(plants.word("picture-comment/packed").encode())),
        (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + _xmp(plants)),
        (b"tIME", _TIME),
        (b"prVt", plants.word("picture-segment").encode()),
    ]
    plants.known("picture-time", _TIME.hex().upper())
    head = b"".join(_chunk(kind, body) for kind, body in chunks)
    content = plain[:33] + head + plain[33:] + plants.word("trailing-bytes").encode()
    return Planted(f"{plants.word('file-name')}.png", content, plants.places)


def _exif(plants: Plants) -> bytes:
    exif = Image.Exif()
    for place, tag in _TIFF_TAGS.items():
        exif[tag] = plants.word(place)
    exif[0x0132] = plants.time("exif/time").replace("-", ":").replace("T", " ").rstrip("Z")
    inner = exif.get_ifd(0x8769)
    inner[0x927C] = b"Maker\0" + plants.word("maker-note").encode()
    inner[0xA431] = plants.word("exif/serial")
    inner[0xA430] = plants.word("exif/owner")
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[29] = "N", (31.0, 14.0, 59.0), plants.word("gps")
    return exif.tobytes()


def _xmp(plants: Plants) -> bytes:
    creator = plants.word("xmp")
    return f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><creator>{creator}</creator></x:xmpmeta>".encode()


def _iptc(plants: Plants) -> bytes:
    byline = plants.word("iptc").encode()
    record = b"\x1c\x02\x50" + struct.pack(">H", len(byline)) + byline
    return b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record


def _profile(plants: Plants) -> bytes:
    """A profile of the right shape that no program can use, with somebody's name in it."""
    name = plants.word("colour-profile").encode()
    return struct.pack(">I", 128 + len(name)) + b"kanr" + bytes(120) + name


def _segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
