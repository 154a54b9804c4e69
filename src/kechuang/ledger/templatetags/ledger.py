"""How money and bank accounts are written on papers and pages."""

from __future__ import annotations

from django import template

from kechuang.engines.tally import in_capital_figures

register = template.Library()
SHOWN_DIGITS = 4


@register.filter
def capitals(fen: int) -> str:
    """金额大写."""
    return in_capital_figures(fen)


@register.filter
def masked(number: str) -> str:
    """A bank account by its last four digits."""
    return f"···· {number[-SHOWN_DIGITS:]}"
