"""Amounts on papers: to the fen, and in capital figures beside it."""

from __future__ import annotations

from django.utils.translation import get_language, gettext

from kechuang.design.formatting import written_exact_money
from kechuang.engines.tally import in_capital_figures
from kechuang.engines.wording import Text


def exactly(fen: int) -> str:
    """``¥1,234.00``."""
    return written_exact_money(fen, get_language() or "zh-hans")


def in_letters(fen: int) -> Text:
    """As letters write a sum, in both languages with the capital figures."""
    capitals = in_capital_figures(fen)
    zh, en = (written_exact_money(fen, language) for language in ("zh-hans", "en"))
    return Text(f"{zh}（{capitals}）", f"{en} ({capitals})")


def on_paper(fen: int) -> str:
    """``¥1,234.00（人民币壹仟贰佰叁拾肆元整）``; a negative amount has no capital figures."""
    if fen < 0:
        return exactly(fen)
    words = {"amount": exactly(fen), "capitals": in_capital_figures(fen)}
    return gettext("%(amount)s（%(capitals)s）") % words
