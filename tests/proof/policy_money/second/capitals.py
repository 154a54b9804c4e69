"""金额大写 by writing every figure with its place and then editing the text."""

from __future__ import annotations

import re

from tests.proof.policy_money.second import Refused

FIGURES = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("元", "万", "亿", "万")
EDITS = (
    ("零[拾佰仟]", "零"),
    ("零+", "零"),
    ("零([元万亿])", r"\1"),
    ("亿万", "亿零"),
    ("零+", "零"),
    ("零元", "元"),
)


def written(fen: int) -> str:
    if len(str(fen)) > 18:
        raise Refused
    yuan, tenths, cents = f"{fen:018d}"[:16], int(f"{fen:02d}"[-2]), fen % 10
    figures = zip(yuan, range(15, -1, -1), strict=True)
    words = "".join(_with_place(int(figure), place) for figure, place in figures)
    return "人民币" + _joined(_edited(words), yuan, tenths, cents)


def _with_place(figure: int, place: int) -> str:
    group = GROUPS[place // 4] if place % 4 == 0 else ""
    return FIGURES[figure] + PLACES[place % 4] + group


def _edited(words: str) -> str:
    for pattern, replacement in EDITS:
        words = re.sub(pattern, replacement, words)
    return words.lstrip("零万亿")


def _joined(words: str, yuan: str, tenths: int, cents: int) -> str:
    if not tenths and not cents:
        return f"{words if words != '元' else '零元'}整"
    small = (f"{FIGURES[tenths]}角" if tenths else "") + (f"{FIGURES[cents]}分" if cents else "")
    if words == "元":
        return small
    return words + ("零" if yuan[-1] == "0" or not tenths else "") + small
