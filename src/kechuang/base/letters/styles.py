"""How a bureau's letter looks (GB/T 9704-2012): fonts by their role, sizes in points.

Names of fonts are those Word knows in China; the others after them take their place elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

PAGE_MM = (210, 297)
TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 37, 35, 28, 26
RED = "C00000"


class FontRole(StrEnum):
    TITLE = "title"
    BODY = "body"
    HEADING = "heading"
    NOTE = "note"


WORD_FONTS = {
    FontRole.TITLE: ("方正小标宋简体", "宋体,SimSun,STSong,Noto Serif CJK SC"),
    FontRole.BODY: ("仿宋", "FangSong,仿宋_GB2312,STFangsong,宋体"),
    FontRole.HEADING: ("黑体", "SimHei,STHeiti,Noto Sans CJK SC"),
    FontRole.NOTE: ("楷体", "KaiTi,楷体_GB2312,STKaiti,宋体"),
}
LATIN_FONT = "Times New Roman"


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style. ``first_line`` and ``right`` indents count characters; ``is_ruled``
    draws the red line below; ``keeps_next`` keeps the next paragraph on the same page."""

    name: str
    role: FontRole
    size: int
    leading: int
    align: str = "left"
    first_line: int = 0
    right: int = 0
    before: int = 0
    after: int = 0
    is_red: bool = False
    is_ruled: bool = False
    keeps_next: bool = False


_TITLE, _BODY, _HEADING, _NOTE = FontRole
ZH = {
    "organ": Style("公文机关标志", _TITLE, 26, 36, "center", after=4, is_red=True, is_ruled=True),
    "number": Style("公文字号", _BODY, 16, 28, "right", after=12),
    "title": Style("公文标题", _TITLE, 22, 32, "center", before=16, after=18),
    "addressee": Style("公文主送", _BODY, 16, 28),
    "body": Style("公文正文", _BODY, 16, 28, first_line=2),
    "heading": Style("公文一级标题", _HEADING, 16, 28, first_line=2),
    "note": Style("公文附注", _NOTE, 14, 24, first_line=2, before=8, keeps_next=True),
    "signature": Style("公文落款", _BODY, 16, 28, "right", right=4, before=28, keeps_next=True),
    "date": Style("公文日期", _BODY, 16, 28, "right", right=4),
    "head": Style("公文表头", _HEADING, 12, 18, "center"),
    "cell": Style("公文表格", _BODY, 12, 18),
}
EN = {
    "organ": Style("Letter Office", _TITLE, 20, 28, "center", after=4, is_red=True, is_ruled=True),
    "number": Style("Letter Number", _BODY, 12, 20, "right", after=10),
    "title": Style("Letter Title", _TITLE, 17, 24, "center", before=12, after=14),
    "addressee": Style("Letter Addressee", _BODY, 12, 19, after=4),
    "body": Style("Letter Body", _BODY, 12, 19, after=5),
    "heading": Style("Letter Heading", _HEADING, 12, 19, before=4, after=3),
    "note": Style("Letter Note", _NOTE, 11, 17, before=6, keeps_next=True),
    "signature": Style(
        "Letter Signature", _BODY, 12, 19, "right", right=2, before=22, keeps_next=True
    ),
    "date": Style("Letter Date", _BODY, 12, 19, "right", right=2),
    "head": Style("Letter Table Head", _HEADING, 11, 15, "center"),
    "cell": Style("Letter Table", _BODY, 11, 15),
}
STYLES = {style.name: style for styles in (ZH, EN) for style in styles.values()}


def styles_of(language: str) -> dict[str, Style]:
    return ZH if language == "zh" else EN
