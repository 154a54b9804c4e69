"""Which experts of the register an applicant means by a name and a unit."""

from __future__ import annotations

from kechuang.reviews.models import Expert
from kechuang.reviews.selectors.facts.expert_facts import employments
from kechuang.reviews.selectors.facts.names import plain, spellings


def experts_called(name: str, unit: str) -> tuple[Expert, ...]:
    """Those of the name who work or worked at the unit; where none is known to, the only bearer of
    the name. Nobody where several bear it and no unit tells them apart."""
    bearers = Expert.objects.filter(name__in=spellings(name.strip())).order_by("pk")
    named = list(bearers.prefetch_related("posts__party", "account__memberships__party"))
    placed = tuple(row for row in named if plain(unit) in _units_of(row))
    return placed or (tuple(named) if len(named) == 1 else ())


def _units_of(row: Expert) -> set[str]:
    posts = row.posts.all()
    parties = [one.party for one in [*posts, *employments(row)] if one.party_id]
    return {plain(name) for name in [*(p.unit_name for p in posts), *(p.name for p in parties)]}
