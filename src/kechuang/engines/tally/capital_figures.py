"""金额大写, amounts in capital figures: 支付结算办法 (银发〔1997〕393号) 附一.

Where the rule leaves a choice we always write the 零 after a 元 that stands on a zero, and 整 only
after 元.
"""

from __future__ import annotations

from kechuang.engines.tally.refusals import TallyError
from kechuang.engines.wording import Text

FIGURES = "零壹贰叁肆伍陆柒捌玖"
PLACES = ((1000, "仟"), (100, "佰"), (10, "拾"), (1, ""))
LIMIT_FEN = 10**18


def in_capital_figures(fen: int) -> str:
    """``fen`` as 人民币壹仟肆佰零玖元伍角, from zero to below one quintillion.

    Refuses (``TallyError``) negative amounts and larger ones: the rule has no words for them.
    """
    if not 0 <= fen < LIMIT_FEN:
        raise TallyError(
            Text("金额不能写成大写", "The amount cannot be written in capital figures"),
            Text("负数或超出范围的金额没有规定的写法", "no rule covers negative or huge amounts"),
            Text("请核对金额", "Check the amount"),
        )
    yuan, cents = divmod(fen, 100)
    if not yuan and cents:
        return f"人民币{_cents(cents)}"
    return f"人民币{_whole(yuan) or FIGURES[0]}元{_after_yuan(yuan, cents)}"


def _after_yuan(yuan: int, cents: int) -> str:
    if not cents:
        return "整"
    has_gap = cents < 10 or yuan % 10 == 0
    return (FIGURES[0] if has_gap else "") + _cents(cents)


def _cents(cents: int) -> str:
    tenths, hundredths = divmod(cents, 10)
    return (f"{FIGURES[tenths]}角" if tenths else "") + (
        f"{FIGURES[hundredths]}分" if hundredths else ""
    )


def _whole(number: int) -> str:
    for size, name in ((10**8, "亿"), (10**4, "万")):
        if number >= size:
            high, low = divmod(number, size)
            return _whole(high) + name + _continued(low, size)
    return _section(number)


def _continued(low: int, size: int) -> str:
    gap = FIGURES[0] if 0 < low < size // 10 else ""
    return gap + _whole(low)


def _section(number: int) -> str:
    """Up to 9999, with a single 零 for a run of zeros inside it."""
    words, has_gap = "", False
    for size, name in PLACES:
        figure = number // size % 10
        if figure:
            words += (FIGURES[0] if has_gap else "") + FIGURES[figure] + name
        has_gap = not figure and bool(words)
    return words
