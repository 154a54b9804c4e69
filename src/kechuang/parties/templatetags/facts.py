"""Showing facts to people."""

from django import template
from django.utils.translation import get_language, gettext

from kechuang.design.formatting import written_money, written_percent
from kechuang.parties.fact_values import fact_type
from kechuang.parties.models import PartyFact

register = template.Library()


@register.filter
def fact_value(row: PartyFact) -> str:
    """The value with its unit, as people read it: 3,120.00万元, 5.2%, 是."""
    kind, language = fact_type(row.name), get_language() or "zh-hans"
    if kind == "money":
        return written_money(int(row.value), language)
    if kind == "ratio":
        return written_percent(int(row.value))
    if kind == "flag":
        return gettext("是") if row.value == "true" else gettext("否")
    return f"{row.value} {row.unit}".strip()
