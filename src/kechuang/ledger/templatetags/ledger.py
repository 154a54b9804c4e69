"""How money and bank accounts are written on papers and pages."""

from __future__ import annotations

from django import template

from kechuang.design.templatetags.design import exact_money
from kechuang.engines.tally import in_capital_figures
from kechuang.ledger.grounds import shown_ground
from kechuang.ledger.presenting.amounts import on_paper
from kechuang.ledger.tables.vouchers import said_summary

register = template.Library()
register.filter("summary", said_summary)
register.filter("on_paper", on_paper)
register.filter("shown_ground", shown_ground)
SHOWN_DIGITS = 4


@register.filter
def capitals(fen: int) -> str:
    """金额大写; of a red amount, which the page calls 红字 beside it, without its sign."""
    return in_capital_figures(abs(fen))


@register.filter
def signed_money(fen: int) -> str:
    """A change: ``+¥1.00`` or ``−¥1.00``."""
    return f"{'−' if fen < 0 else '+'}{exact_money(abs(fen))}"


@register.filter
def masked(number: str) -> str:
    """A bank account by its last four digits."""
    return f"···· {number[-SHOWN_DIGITS:]}"
