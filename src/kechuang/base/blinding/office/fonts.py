"""Fonts that everybody has; a rarer one may be a house font that tells the house."""

from __future__ import annotations

_COMMON = """
宋体|SimSun|新宋体|NSimSun|黑体|SimHei|微软雅黑|Microsoft YaHei|楷体|楷体_GB2312|KaiTi
KaiTi_GB2312|仿宋|仿宋_GB2312|FangSong|FangSong_GB2312|等线|等线 Light|DengXian
DengXian Light|华文宋体|华文中宋|华文仿宋|华文楷体|华文细黑|华文行楷|STSong|STZhongsong
STFangsong|STKaiti|STXihei|隶书|LiSu|幼圆|YouYuan|方正小标宋简体|方正小标宋_GBK|方正仿宋_GBK
方正黑体_GBK|方正楷体_GBK|方正仿宋简体|方正黑体简体|方正楷体简体|方正书宋_GBK|思源黑体
思源宋体|Noto Sans CJK SC|Noto Serif CJK SC|Source Han Sans SC|Source Han Serif SC|PMingLiU
MingLiU|新細明體|細明體|標楷體|MS Mincho|MS Gothic|MS PGothic|MS PMincho|Yu Gothic|Yu Mincho
游ゴシック|游明朝|Malgun Gothic|맑은 고딕|Batang|Gulim|Arial|Arial Black|Arial Narrow
Arial Unicode MS|Times New Roman|Times|Calibri|Calibri Light|Cambria|Cambria Math|Candara
Consolas|Constantia|Corbel|Courier New|Courier|Garamond|Georgia|Helvetica|Impact
Lucida Console|Lucida Sans Unicode|Palatino Linotype|Book Antiqua|Bookman Old Style|Century
Century Gothic|Comic Sans MS|Franklin Gothic Medium|Segoe UI|Segoe UI Symbol|Segoe UI Emoji
Symbol|Tahoma|Trebuchet MS|Verdana|Webdings|Wingdings|Wingdings 2|Wingdings 3|Marlett
MS Sans Serif|Aptos|Aptos Display|DejaVu Sans|DejaVu Serif|Liberation Sans|Liberation Serif
Liberation Mono|Carlito|Caladea|OpenSymbol
"""
_NAMES = frozenset(name for line in _COMMON.strip().splitlines() for name in line.split("|"))
_THEME_MARKS = ("+mj-", "+mn-")
LATIN, CHINESE = "Arial", "宋体"


def is_common(name: str) -> bool:
    """Also for references to the theme (+mn-ea) and for no font at all."""
    plain = name.removeprefix("@")
    return not plain or plain in _NAMES or plain.startswith(_THEME_MARKS)


def substitute(name: str) -> str:
    return LATIN if name.isascii() else CHINESE
