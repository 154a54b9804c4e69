"""Showing facts to people."""

from django import template

from kechuang.packs.catalogue import fact_catalogue
from kechuang.parties.fact_values import typed_value
from kechuang.parties.fact_words import fact_label, written_fact
from kechuang.parties.models import PartyFact

register = template.Library()


@register.filter
def fact_value(row: PartyFact) -> str:
    """The value with its unit, as people read it: 3,120.00万元, 5.2%, 是."""
    value = typed_value(row.name, row.value) if row.records is None else row.records
    return written_fact(row.name, value, row.unit)


@register.filter
def fact_keeper(name: str) -> str:
    """Where the fact usually comes from, and hence who can certify it."""
    definition = fact_catalogue().get(name)
    return definition.source if definition else ""


@register.filter
def fact_name(name: str) -> str:
    """What the fact is called in the reader's language."""
    return fact_label(name)
