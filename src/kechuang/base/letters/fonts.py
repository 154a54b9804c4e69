"""Chinese fonts of the system for the PDF; none is shipped with the platform."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from kechuang.base.letters.styles import FontRole
from kechuang.engines.wording import Text

FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local" / "share" / "fonts",
    Path.home() / ".fonts",
    Path("/System/Library/Fonts"),
    Path("/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)
NO_FONT = Text(
    "系统里没有可嵌入的中文字体，只给出Word文件；请安装，例如 apt install fonts-wqy-microhei",
    "no Chinese font that can be embedded was found, so there is only the Word file; install one, "
    "for example: apt install fonts-wqy-microhei",
)
_ANY = (
    "wqy-microhei.ttc", "wqy-zenhei.ttc", "hanamina.ttf", "hanaminb.ttf",
    "droidsansfallbackfull.ttf", "droidsansfallback.ttf",
    "uming.ttc", "simsun.ttc", "msyh.ttc", "arial unicode.ttf", "stheiti light.ttc",
)  # fmt: skip
_PREFERRED = {
    FontRole.TITLE: ("fzxbsjw.ttf", "fzxbsjt.ttf", "stzhongs.ttf", "simsun.ttc", "uming.ttc"),
    FontRole.BODY: ("simfang.ttf", "stfangso.ttf", "fzfsk.ttf", "simsun.ttc", "uming.ttc"),
    FontRole.HEADING: ("simhei.ttf", "stheiti medium.ttc", "msyhbd.ttc"),
    FontRole.NOTE: ("simkai.ttf", "stkaiti.ttf", "ukai.ttc"),
}


@dataclass(frozen=True)
class Face:
    """A font as reportlab knows it, and the signs it can draw."""

    name: str
    signs: frozenset[int]

    def lacks(self, text: str) -> str:
        """The signs of ``text`` it cannot draw, each once."""
        return "".join(
            dict.fromkeys(one for one in text if not one.isspace() and ord(one) not in self.signs)
        )


Faces = Mapping[FontRole, tuple[Face, ...]]


@lru_cache(maxsize=8)
def find_faces(folders: tuple[Path, ...]) -> Faces | None:
    """For each role the faces that may draw it, best first; None where there is no font."""
    files = {file.name.casefold(): file for folder in folders for file in _files(folder)}
    faces = {
        role: tuple(
            face
            for name in dict.fromkeys((*names, *_ANY))
            if name in files and (face := _face(files[name]))
        )
        for role, names in _PREFERRED.items()
    }
    return faces if all(faces.values()) else None


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(folder.rglob("*.tt[cf]"))


@lru_cache(maxsize=32)
def _face(file: Path) -> Face | None:
    """None for a font reportlab cannot embed."""
    name = f"k{hashlib.sha256(str(file).encode()).hexdigest()[:12]}"
    try:
        font = TTFont(name, str(file), subfontIndex=0)
    except (TTFError, OSError, ValueError):
        return None
    pdfmetrics.registerFont(font)
    return Face(name, frozenset(font.face.charToGlyph))
