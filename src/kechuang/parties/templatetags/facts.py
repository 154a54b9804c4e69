"""Showing facts to people."""

from django import template

from kechuang.parties.fact_values import typed_value
from kechuang.parties.fact_words import written_fact
from kechuang.parties.models import PartyFact

register = template.Library()


@register.filter
def fact_value(row: PartyFact) -> str:
    """The value with its unit, as people read it: 3,120.00万元, 5.2%, 是."""
    value = typed_value(row.name, row.value) if row.records is None else row.records
    return written_fact(row.name, value, row.unit)
