"""Where experts work on a day, by name and by legal unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kechuang.reviews.models import Expert
from kechuang.reviews.selectors.facts.expert_facts import employments, latest_posts
from kechuang.reviews.selectors.facts.gathering import unit_book
from kechuang.reviews.selectors.facts.names import plain
from kechuang.reviews.selectors.facts.units import UnitBook


@dataclass(frozen=True)
class Workplace:
    """``names`` as somebody stated them; ``legal`` the same for a unit and its branches."""

    names: tuple[str, ...]
    legal: frozenset[str]


def workplaces(rows: Iterable[Expert], on: date) -> dict[int, Workplace]:
    """By the key of the expert; empty where nobody has said."""
    experts = list(rows)
    book = unit_book(experts, ())
    return {row.pk: _workplace(row, book, on) for row in experts}


def _workplace(row: Expert, book: UnitBook, on: date) -> Workplace:
    posts = [post for post in latest_posts(row) if _is_held(post.until, on)]
    held = [one for one in employments(row) if _is_held(one.until, on)]
    parties = {post.party_id for post in posts} | {one.party_id for one in held}
    stated = [post.unit_name for post in posts] + [one.party.name for one in held]
    unnamed = [post.unit_name for post in posts if post.party_id is None]
    known = {pk for pk in parties if pk is not None}.union(*map(book.bearers, unnamed))
    loose = {plain(name) for name in unnamed if not book.bearers(name)}
    legal = frozenset({str(book.top(pk)) for pk in known} | loose)
    return Workplace(tuple(dict.fromkeys(filter(None, stated))), legal)


def _is_held(until: date | None, on: date) -> bool:
    return until is None or until >= on
