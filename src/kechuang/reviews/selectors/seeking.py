"""Finding experts of the register by what somebody types: a name, a unit, or a number."""

from __future__ import annotations

import re

from django.db.models import Q, QuerySet

from kechuang.reviews.models import Expert
from kechuang.reviews.selectors.facts.names import spellings
from kechuang.reviews.states import ExpertState

NUMBERED = re.compile(r"(?P<name>.*?)\s*#(?P<number>[0-9]{1,18})")
MOST_FOUND = 8


def confirmed_experts() -> QuerySet[Expert]:
    """Those who may be asked to judge."""
    return Expert.objects.filter(state=ExpertState.CONFIRMED)


def numbered(expert: Expert) -> str:
    """What tells an expert apart from namesakes, and is found again by ``experts_typed``."""
    return f"{expert.name} #{expert.pk}"


def experts_like(typed: str) -> list[Expert]:
    """Confirmed experts of whose name or unit ``typed`` is a part, the first by name."""
    sought = typed.strip()
    if not sought:
        return []
    called = Q(name__icontains=sought) | Q(posts__unit_name__icontains=sought)
    return list(confirmed_experts().filter(called).distinct().order_by("name", "pk")[:MOST_FOUND])


def experts_typed(typed: str) -> list[Expert]:
    """Confirmed experts whom ``typed`` names in full: by name, or by name and number."""
    said = NUMBERED.fullmatch(typed.strip())
    name = (said["name"] if said else typed).strip()
    called = confirmed_experts().filter(name__in=spellings(name)).order_by("pk")
    return list(called.filter(pk=int(said["number"])) if said else called[:MOST_FOUND])
