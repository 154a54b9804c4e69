"""Amounts of renminbi as people write them, read into integer fen without guessing.

Python's own ``Decimal`` accepts "1_000", "NaN", "1e5" and digits of every script, and rejects
"（5）" and "1，234"; this reader accepts what Chinese workbooks contain and nothing else.
"""

from __future__ import annotations

import re

from kechuang.base.identifiers.characters import half_width, quoted
from kechuang.base.identifiers.errors import IdentifierError
from kechuang.base.identifiers.money_units import UNIT_PATTERN, MoneyUnit, unit_named
from kechuang.engines.wording import Text

NUMBER = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|0|[1-9][0-9]*)(?:\.[0-9]+)?"
WRITTEN = re.compile(
    rf"(?P<currency>人民币|RMB|CNY)? *(?P<mark>[¥￥])? *(?P<minus>[-−])? *"
    rf"(?P<number>{NUMBER}) *(?P<unit>{UNIT_PATTERN})?(?P<whole>(?<=元)[整正])?"
)
BRACKETED = re.compile(r"\((?P<inside>[^()]*)\)(?P<after>[^()]*)")
UNGROUPED = re.compile(r"[0-9],[0-9]")
FOREIGN = re.compile(r"美元|港元|港币|欧元|日元|英镑|[$€£]|USD|EUR|HKD|JPY")
LIMIT_FEN = 10**18
LONGEST = 40

CHECK_CELL = Text(
    "请核对单元格，例如写成 3,120.50万元", "Check the cell; write for example 3,120.50万元"
)


def parse_amount(raw: str, *, unit: MoneyUnit | None = None) -> int:
    """``raw`` in integer fen; ``unit`` is what the heading or the form field states.

    Brackets and −, － mean negative. Refuses (``IdentifierError``) a blank, a unit that is missing
    or differs from ``unit``, fractions of a fen, and everything that can be read in two ways.
    """
    text, is_negative = _without_brackets(half_width(raw))
    match = WRITTEN.fullmatch(text) if len(text) <= LONGEST else None
    if match is None or (is_negative and match["minus"]):
        raise _refusal(raw, _why_unreadable(text))
    fen = _fen(raw, match["number"], _unit(raw, match, unit))
    if match["whole"] and fen % 100:
        raise _refusal(raw, Text("写了“整”却有角分", "“整” (exactly) contradicts the decimals"))
    return -fen if is_negative or match["minus"] else fen


def _without_brackets(text: str) -> tuple[str, bool]:
    match = BRACKETED.fullmatch(text)
    return (match["inside"] + match["after"], True) if match else (text, False)


def _unit(raw: str, match: re.Match[str], stated: MoneyUnit | None) -> MoneyUnit:
    own = unit_named(match["unit"]) if match["unit"] else None
    if own and stated and own is not stated:
        raise _refusal(
            raw,
            Text(
                f"标题的单位是{stated.value}，单元格的单位是{own.value}",
                f"the heading says {stated.value}, the cell says {own.value}",
            ),
        )
    found = own or stated or (MoneyUnit.YUAN if match["mark"] else None)
    if found is None:
        raise _refusal(raw, Text("标题和单元格都没有单位", "neither heading nor cell has a unit"))
    return found


def _fen(raw: str, number: str, unit: MoneyUnit) -> int:
    whole, _, decimals = number.replace(",", "").partition(".")
    divisor: int = 10 ** len(decimals)
    fen, rest = divmod(int(whole + decimals) * unit.fen, divisor)
    if rest:
        raise _refusal(
            raw,
            Text("折算成元后超过两位小数", "in yuan it has more than two decimals"),
        )
    if fen >= LIMIT_FEN:
        raise _refusal(raw, Text("金额超出可记录的范围", "the amount is beyond what can be kept"))
    return fen


def _why_unreadable(text: str) -> Text:
    if not text:
        return Text("单元格是空的，空白不等于零", "the cell is blank, and blank is not zero")
    if FOREIGN.search(text):
        return Text("只接受人民币金额", "only renminbi is accepted")
    if UNGROUPED.search(text):
        return Text(
            "逗号没有按三位一组书写，读法不唯一",
            "its commas do not group by three, so it can be read in two ways",
        )
    return Text("不是可以唯一读出的金额", "it cannot be read as one amount")


def _refusal(raw: str, why: Text) -> IdentifierError:
    what = Text(f"金额{quoted(raw)}无法采用", f"The amount {quoted(raw)} cannot be used")
    return IdentifierError(what, why, CHECK_CELL)
