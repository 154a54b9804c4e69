"""The same Word file from the same content: its parts without times, users and chance."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from kechuang.base.blinding.zipping import pack
from kechuang.base.letters.styles import WORD_FONTS

_FONTS = "word/fontTable.xml"


def packed(content: bytes) -> bytes:
    """``content`` packed anew, with the fonts that may stand in for ours."""
    with ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if _FONTS in parts and b'w:altName w:val="FangSong' not in parts[_FONTS]:
        parts[_FONTS] = parts[_FONTS].replace(b"</w:fonts>", _stand_ins() + b"</w:fonts>")
    return pack(parts)


def _stand_ins() -> bytes:
    told = (
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/></w:font>'
        for name, others in WORD_FONTS.values()
    )
    return "".join(told).encode()
