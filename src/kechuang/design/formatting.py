"""How money, ratios and bilingual texts are written for a reader."""

from __future__ import annotations

from collections.abc import Mapping

from kechuang.engines.tally import half_up
from kechuang.engines.wording import Text

FEN_PER_YUAN = 100
ZH_STEPS = ((10_000_000_000, "亿元"), (1_000_000, "万元"), (FEN_PER_YUAN, "元"))
EN_STEPS = ((100_000_000_000, " billion"), (100_000_000, " million"), (FEN_PER_YUAN, ""))


def written_money(fen: int, language: str) -> str:
    """``fen`` in the unit that fits its size, half-up to two decimals.

    1_234_567_800 is 1,234.57万元 in Chinese and CNY 12.35 million in English.
    """
    steps = ZH_STEPS if _is_chinese(language) else EN_STEPS
    size = abs(fen)
    scale, unit = next((step for step in steps if size >= step[0]), steps[-1])
    sign = "-" if fen < 0 else ""
    number = _two_decimals(size, scale)
    return f"{sign}{number}{unit}" if _is_chinese(language) else f"CNY {sign}{number}{unit}"


def written_exact_money(fen: int, language: str) -> str:
    """``fen`` to the last 分, with thousands separators: ¥12,345,678.00 or CNY 12,345,678.00."""
    sign = "-" if fen < 0 else ""
    yuan, rest = divmod(abs(fen), FEN_PER_YUAN)
    mark = "¥" if _is_chinese(language) else "CNY "
    return f"{mark}{sign}{yuan:,}.{rest:02d}"


def written_percent(bp: int) -> str:
    """Basis points as percent, exactly: 1250 is 12.5%, 5 is 0.05%."""
    sign = "-" if bp < 0 else ""
    return f"{sign}{_without_zeros(*divmod(abs(bp), 100))}%"


def written_number(value: object) -> str:
    """A whole number with thousands separators; anything else as it is."""
    return f"{value:,}" if isinstance(value, int) else str(value)


def said(text: object, language: str) -> str:
    """A text in ``language``: a ``Text``, its dictionary or pair form, or a plain value."""
    if isinstance(text, Mapping):
        return str(text.get("zh" if _is_chinese(language) else "en", ""))
    if isinstance(text, tuple | list) and len(text) == 2:
        return Text(*text).said_in(language)
    return "" if text is None else str(text)


def without_declaration(svg: str) -> str:
    """An SVG file as it may stand inside a page: without the XML declaration before it."""
    return svg[svg.index("<svg") :]


def _two_decimals(size: int, scale: int) -> str:
    return _without_zeros(*divmod(half_up(100 * size, scale), 100))


def _without_zeros(whole: int, hundredths: int) -> str:
    decimals = f"{hundredths:02d}".rstrip("0")
    grouped = f"{whole:,}"
    return f"{grouped}.{decimals}" if decimals else grouped


def _is_chinese(language: str) -> bool:
    return language.startswith("zh")
