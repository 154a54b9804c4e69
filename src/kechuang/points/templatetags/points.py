"""Points and places as text."""

from django import template

from kechuang.points.models import Standing
from kechuang.points.writing import pair, span

register = template.Library()


@register.filter
def total_of(standing: Standing) -> str:
    return span(standing.low, standing.high)


@register.filter
def places_of(standing: Standing) -> str:
    return pair([standing.best_place, standing.worst_place])
